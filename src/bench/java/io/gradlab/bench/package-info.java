/**
 * What the health listener costs, by JMH.
 *
 * <p>{@code scripts/bench-health} builds and runs it.
 */
@NullMarked
package io.gradlab.bench;

import org.jspecify.annotations.NullMarked;
