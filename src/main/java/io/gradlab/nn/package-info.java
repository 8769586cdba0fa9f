/** The feed-forward networks: blocks, activation functions, initial weights, the loss on logits. */
@NullMarked
package io.gradlab.nn;

import org.jspecify.annotations.NullMarked;
