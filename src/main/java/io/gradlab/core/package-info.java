/** What every package may use, and that uses none of ours. */
@NullMarked
package io.gradlab.core;

import org.jspecify.annotations.NullMarked;
