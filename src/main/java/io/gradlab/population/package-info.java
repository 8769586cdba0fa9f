/**
 * Many MLPs trained at once: one run is a lottery ticket, a population answers with the whole
 * distribution.
 *
 * <pre>{@code
 * List<Member> members = new ArrayList<>();
 * for (int seed = 0; seed < 1000; seed++) {
 *     members.add(Member.of(architecture, InitialWeights.normal(1), 0, seed, 5));
 * }
 * PopulationResult result = Population.train(data, members, PopulationConfig.epochs(1000));
 * }</pre>
 *
 * <p>On a CPU narrow members are trained one after the other on each core, by the package {@code
 * kernel}. Wider ones of equal widths and kind of activation function are trained together as
 * batched tensor programs, in chunks that stay in the processor's cache, a chunk on each core. Both
 * have a hand-derived backward pass: no gradient collector is opened, of which DJL allows one in a
 * process.
 */
@NullMarked
package io.gradlab.population;

import org.jspecify.annotations.NullMarked;
