/**
 * The feed-forward networks: blocks, activation functions, initial values, the loss on logits;
 * state dicts with the names of parameters, clipping, the forward pass on the host.
 */
@NullMarked
package io.gradlab.nn;

import org.jspecify.annotations.NullMarked;
