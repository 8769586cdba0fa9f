package io.gradlab.health;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import io.gradlab.core.Language;
import io.gradlab.engine.Torch;
import io.gradlab.health.observation.InputStatistics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A finding about a feature says which column it is. */
class FeatureNamesTest {

    private static final InputStatistics TWO =
            new InputStatistics(2, 0, 1, 1, 1, 3, 0, 1, 1, List.of("age", "%d"));

    /** The second feature is far too large. */
    private static final float[] INPUTS = {1, 300, -1, -300, -1, 300, 1, -300};

    private static final float[] LABELS = {1, 0, 1, 0};

    private static final TrainedBlock BLOCK =
            new TrainedBlock(
                    () -> Linear.builder().setUnits(1).build(),
                    Loss.l2Loss(),
                    manager -> new NDList(manager.create(INPUTS, new Shape(4, 2))),
                    FeatureNamesTest::labels);

    private static NDList labels(NDManager manager) {
        return new NDList(manager.create(LABELS, new Shape(4, 1)));
    }

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    @Test
    void feature_withAName_isQuoted() {
        assertThat(TWO.feature(1)).hasToString("feature 'age'");
        assertThat(TWO.feature(2)).hasToString("feature '%d'");
        assertThat(TWO.feature(2).in(Language.ZH)).isEqualTo("特征“%d”");
    }

    @Test
    void feature_withoutAName_hasItsNumber() {
        assertThat(InputStatistics.NONE.feature(3)).hasToString("feature 3");
        assertThat(TWO.feature(0)).hasToString("feature 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "age,income | feature 'income'",
                "age | feature 2",
                "age,income,height | feature 2",
            })
    void findings_ofListenerAndPreflight_nameTheColumn(String names, String feature) {
        List<String> columns = List.of(names.split(","));
        HealthListener health = HealthListener.builder().optFeatureNames(columns).build();

        BLOCK.train(3, health);
        HealthReport start =
                BLOCK.with(
                        new TrainingListener[0],
                        trainer ->
                                Preflight.builder()
                                        .optFeatureNames(columns)
                                        .check(trainer, INPUTS, LABELS));

        String expected = "std of " + feature + ", the largest: 300 > 5";
        assertThat(health.report().toString()).contains(expected);
        assertThat(start.toString()).contains(expected);
    }

    @Test
    void names_changedByTheCaller_stay() {
        List<String> columns = new ArrayList<>(List.of("age", "income"));
        HealthListener health = HealthListener.builder().optFeatureNames(columns).build();
        columns.clear();

        BLOCK.train(1, health);

        assertThat(health.observations().inputs().names()).containsExactly("age", "income");
    }
}
