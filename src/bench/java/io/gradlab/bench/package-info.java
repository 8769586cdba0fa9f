/**
 * What the health listener and a step of the CPU kernel cost, by JMH.
 *
 * <p>{@code scripts/bench-health} and {@code scripts/bench-kernel} build and run them.
 */
@NullMarked
package io.gradlab.bench;

import org.jspecify.annotations.NullMarked;
