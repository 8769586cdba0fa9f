/**
 * Questions over many networks: {@link io.gradlab.study.PopulationStudy} and {@link
 * io.gradlab.study.PhaseMap}.
 */
@NullMarked
package io.gradlab.study;

import org.jspecify.annotations.NullMarked;
