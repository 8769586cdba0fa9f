/** What was seen of a training, as records of numbers: all that quantities and rules work on. */
@NullMarked
package io.gradlab.health.observation;

import org.jspecify.annotations.NullMarked;
