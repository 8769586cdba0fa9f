/** Full-batch training of narrow MLPs on the CPU, one member at a time, in Java's Vector API. */
@NullMarked
package io.gradlab.population.kernel;

import org.jspecify.annotations.NullMarked;
