/** The commands of the command line, one class each. */
@NullMarked
package io.gradlab.cli;

import org.jspecify.annotations.NullMarked;
