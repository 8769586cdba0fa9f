/**
 * The commands of the command line, one class each. Names of options and commands are written here
 * alone: the words of a library speak of a path or an activation function, and where a path is
 * wrong that an option gave, the option's name is put behind them, as in {@code cannot write out/a:
 * it is a directory; choose another path (--out)}.
 */
@NullMarked
package io.gradlab.cli;

import org.jspecify.annotations.NullMarked;
