/** The HTML page and the comparison, from results and figures in files alone. */
@NullMarked
package io.gradlab.report;

import org.jspecify.annotations.NullMarked;
