/** Data sets: the two moons, the three-way split, CSV files. */
@NullMarked
package io.gradlab.data;

import org.jspecify.annotations.NullMarked;
