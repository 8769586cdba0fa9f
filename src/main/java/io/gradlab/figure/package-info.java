/** Figures as SVG, PDF and PNG, of records of numbers alone. */
@NullMarked
package io.gradlab.figure;

import org.jspecify.annotations.NullMarked;
