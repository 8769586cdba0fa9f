/** What was measured: records, intervals, verdicts, and their words in each language. */
@NullMarked
package io.gradlab.result;

import org.jspecify.annotations.NullMarked;
