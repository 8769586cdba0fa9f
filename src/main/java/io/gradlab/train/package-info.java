/**
 * Training one network: {@link io.gradlab.train.Runner} around DJL's trainer, its history, what
 * listeners record.
 */
@NullMarked
package io.gradlab.train;

import org.jspecify.annotations.NullMarked;
