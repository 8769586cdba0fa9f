/** The experiments of sections 4.3 and 4.4, one class each, and their registry. */
@NullMarked
package io.gradlab.experiment;

import org.jspecify.annotations.NullMarked;
