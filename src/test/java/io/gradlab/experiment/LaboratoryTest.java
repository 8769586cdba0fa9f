package io.gradlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.ReferenceTrace;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.population.Member;
import io.gradlab.population.MemberResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaboratoryTest {

    @TempDir Path out;

    @Test
    void registry_all_isInTheOrderOfTheBook() {
        assertThat(ExperimentRegistry.all())
                .extracting(Experiment::id)
                .containsExactly(
                        "two-layer",
                        "three-layer",
                        "search-by-hand",
                        "autograd-vs-manual",
                        "zero-init",
                        "initializers",
                        "vanishing-gradient",
                        "dead-relu",
                        "born-dead",
                        "exploding-gradient");
        assertThat(ExperimentRegistry.all())
                .allSatisfy(one -> assertThat(one.question()).endsWith("?"))
                .allSatisfy(one -> assertThat(one.book()).startsWith("4."));
    }

    @Test
    void constructor_seedsOrEpochsOutOfRange_areRefused() {
        assertThatThrownBy(() -> SyntheticRuns.laboratory(out, 0, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("seeds 0 are outside 1 to 1000; use for example 30");
        assertThatThrownBy(() -> SyntheticRuns.laboratory(out, 1001, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SyntheticRuns.laboratory(out, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("epochs 0");
    }

    @Test
    void seedValues_firstSeed_isFollowedByOnes() {
        Laboratory lab =
                new Laboratory(
                        out,
                        7,
                        3,
                        ReferenceTrace.moons(),
                        null,
                        "cpu",
                        SyntheticRuns.quiet(),
                        () -> false);
        assertThat(lab.seeds()).containsExactly(7, 8, 9);
        assertThat(lab.manySeeds()).containsExactly(7, 8, 9);
        assertThat(lab.fewSeeds()).containsExactly(7, 8, 9);
        assertThat(lab.epochsOr(1000)).isEqualTo(1000);
        assertThat(SyntheticRuns.laboratory(out, 1, 4).epochsOr(1000)).isEqualTo(4);
    }

    /** Starts of a share of long runs, of a share of short ones, of trainings one by one. */
    @ParameterizedTest
    @CsvSource({", 300, 1000, 5", "299, 299, 299, 5", "300, 300, 1000, 5", "1000, 1000, 1000, 5"})
    void seedValues_byWhatTheUserSays(@Nullable Integer seeds, int book, int many, int few) {
        Laboratory lab = SyntheticRuns.laboratory(out, seeds, null);
        assertThat(lab.seeds()).hasSize(book).startsWith(0, 1).endsWith(book - 1);
        assertThat(lab.manySeeds()).hasSize(many).endsWith(many - 1);
        assertThat(lab.fewSeeds()).hasSize(few).endsWith(few - 1);
    }

    @Test
    void seedValues_inAQuickLook_areFewer() {
        Laboratory lab = SyntheticRuns.laboratory(out, null, null);
        lab.beQuick();
        assertThat(lab.seeds()).hasSize(30).endsWith(29);
        assertThat(lab.manySeeds()).hasSize(100).endsWith(99);
        assertThat(lab.fewSeeds()).containsExactly(0);
        assertThat(lab.number(20_000, 2000)).isEqualTo(2000);
        assertThat(SyntheticRuns.laboratory(out, null, null).number(20_000, 2000))
                .isEqualTo(20_000);
    }

    /** The thousand seeds of short runs are more than the 300 that were asked for. */
    @Test
    void constructor_noRoomAboveTheFirstSeed_isRefused() {
        assertThat(from(Long.MAX_VALUE - 299, 299).manySeeds()).endsWith(Long.MAX_VALUE - 1);
        assertThatThrownBy(() -> from(Long.MAX_VALUE - 999, 300))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leaves no room for 1000 seeds");
    }

    private Laboratory from(long seed, int seeds) {
        return new Laboratory(
                out,
                seed,
                seeds,
                ReferenceTrace.moons(),
                null,
                "cpu",
                SyntheticRuns.quiet(),
                () -> false);
    }

    /** The second experiment takes the members of the first, and adds what is not there. */
    @Test
    void starts_setupThatWasTrained_isTakenAsItIs() {
        Laboratory lab = SyntheticRuns.laboratory(out, 3, null);
        MlpConfiguration slow = Networks.sigmoid(lab, 0.2, 5);
        MlpConfiguration fast = Networks.sigmoid(lab, 1, 5);
        List<MemberResult> first =
                Starts.train(lab, "test", List.of(slow), lab.seeds(), 4).of(slow);
        Starts both = Starts.train(lab, "test", List.of(fast, slow), lab.seeds(), 4);
        assertThat(both.bySetup().keySet()).containsExactly(fast, slow);
        assertThat(both.of(slow)).isSameAs(first);
        assertThat(both.of(fast))
                .extracting(MemberResult::member)
                .containsExactly(new Member(fast, 0), new Member(fast, 1), new Member(fast, 2));
        assertThat(Starts.train(lab, "test", List.of(slow), lab.seeds(), 5).of(slow))
                .isNotSameAs(first);
        assertThat(Starts.train(lab, "test", List.of(slow), new long[] {0}, 4).of(slow)).hasSize(1);
    }

    @Test
    void train_sameSetupTwice_trainsOnce() {
        Laboratory lab = SyntheticRuns.laboratory(out, 2, null);
        MlpConfiguration setup = Networks.sigmoid(lab, 0.2, 5);
        List<Run> first = lab.train("test", setup, 3);
        List<Run> again = lab.train("test", setup, 3);
        assertThat(again.get(0)).isSameAs(first.get(0));
        assertThat(again.get(1)).isSameAs(first.get(1));
        assertThat(lab.train("test", setup, 4).get(0)).isNotSameAs(first.get(0));
        assertThat(first).extracting(Run::seed).containsExactly(0L, 1L);
    }

    @Test
    void train_anotherLaboratoryOfTheSameSeeds_givesTheSameNumbers() {
        Laboratory lab = SyntheticRuns.laboratory(out, 1, null);
        Laboratory other = SyntheticRuns.laboratory(out, 1, null);
        MlpConfiguration setup = Networks.sigmoid(lab, 0.2, 5);
        Run first = lab.train("test", setup, 5).get(0);
        Run second = other.train("test", setup, 5).get(0);
        assertThat(second.result().history()).isEqualTo(first.result().history());
        assertThat(second.result().last()).isEqualTo(first.result().last());
        assertThat(second.gradientNorms()).isEqualTo(first.gradientNorms());
    }

    @ParameterizedTest
    @ValueSource(strings = {"normal:1", "uniform:1", "zeros", "constant:0.5", "he"})
    void setup_initial_isWhatTheRunnerStartsFrom(String weights) {
        Laboratory lab = SyntheticRuns.laboratory(out, 1, null);
        MlpConfiguration setup =
                Networks.sigmoid(lab, 0.2, 5, 3).withWeights(InitialWeights.parse(weights), -8);
        try (var runner = lab.trainings().runner(setup, 11)) {
            assertThat(setup.initial(11)).isEqualTo(runner.parameters());
        }
    }

    @Test
    void run_stoppedHalfway_leavesNoResult() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Laboratory lab =
                new Laboratory(
                        out,
                        0,
                        2,
                        ReferenceTrace.moons(),
                        50,
                        "cpu",
                        SyntheticRuns.quiet(),
                        () -> asked.incrementAndGet() > 60);
        assertThatThrownBy(() -> new TwoLayer().run(lab))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("no result.json");
        try (var files = Files.walk(out)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
