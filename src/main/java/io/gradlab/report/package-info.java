/**
 * Tables, figures and result files, from records of primitives. Nothing here touches an NDArray.
 */
@NullMarked
package io.gradlab.report;

import org.jspecify.annotations.NullMarked;
