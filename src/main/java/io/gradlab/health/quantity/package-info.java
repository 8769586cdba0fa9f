/** What is measured of a network: pure functions of arrays that know no threshold. */
@NullMarked
package io.gradlab.health.quantity;

import org.jspecify.annotations.NullMarked;
