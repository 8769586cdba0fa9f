package io.gradlab.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.engine.Torch;
import io.gradlab.health.watch.Schedule;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpBlock;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of open arrays and managers does not depend on the number of steps. */
class ArrayLeakTest {

    private static final int STEPS = 20_000;

    /** Everything that is made once has been made by then. */
    private static final int SETTLED = 200;

    private static final int ROWS = 16;

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    /** A small set: a step takes a tenth of a millisecond. */
    private static DataSplits few() {
        DataSplits moons = Moons.generate(MoonsConfig.standard());
        Examples few =
                new Examples(
                        2,
                        Arrays.copyOf(moons.train().features(), 2 * ROWS),
                        Arrays.copyOf(moons.train().labels(), ROWS));
        return new DataSplits("few", moons.featureNames(), few, few, few);
    }

    /** Readings at every seventh step, and validations with them, are 2858 of each. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void openArrays_areAsManyAfter20000StepsAsAfter200(boolean often) {
        HealthListener health =
                HealthListener.builder()
                        .optSchedule(often ? Schedule.every(7) : Schedule.geometric())
                        .build();
        MlpBlock network =
                MlpBlock.twoLayer(2, 5).withInitialValues(InitialWeights.normal(1), 0, 1);
        Map<Integer, Integer> open = new TreeMap<>();
        try (Runner runner = new Runner(network, Runner.sgd(1).addTrainingListeners(health))) {
            runner.train(
                    few(),
                    RunnerConfig.epochs(STEPS)
                            .withObserver(
                                    epoch -> {
                                        int step = epoch.epoch() + 1;
                                        if (step == SETTLED || step == STEPS) {
                                            open.put(
                                                    step,
                                                    OpenResources.of(
                                                            runner.trainer().getManager()));
                                        }
                                    }));
        }

        assertThat(health.observations().steps()).isEqualTo(STEPS);
        assertThat(open.get(STEPS)).isEqualTo(open.get(SETTLED)).isPositive();
    }
}
