/** Files written whole or not at all, old ones replaced together, and reads that have a bound. */
@NullMarked
package io.gradlab.files;

import org.jspecify.annotations.NullMarked;
