/** What a person sees in a terminal: lines, tables, progress. */
@NullMarked
package io.gradlab.console;

import org.jspecify.annotations.NullMarked;
