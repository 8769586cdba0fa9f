/**
 * Watches a DJL trainer: reads parameters, gradients and activations, and never changes the
 * training.
 */
@NullMarked
package io.gradlab.health.watch;

import org.jspecify.annotations.NullMarked;
