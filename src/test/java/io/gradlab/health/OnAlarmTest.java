package io.gradlab.health;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import io.gradlab.core.Text;
import io.gradlab.engine.Torch;
import io.gradlab.health.diagnosis.Alarms;
import io.gradlab.health.diagnosis.Diagnosis;
import io.gradlab.health.diagnosis.Evidence;
import io.gradlab.health.diagnosis.Finding;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.Severity;
import io.gradlab.health.diagnosis.Threshold;
import io.gradlab.health.diagnosis.Thresholds;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Alarms told during a training, and reports asked for in the middle of one. */
class OnAlarmTest {

    private static final int STEPS = 40;
    private static final int ROWS = 32;

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static TrainedBlock training() {
        return new TrainedBlock(
                () ->
                        new SequentialBlock()
                                .add(Linear.builder().setUnits(4).build())
                                .add(Activation::relu)
                                .add(Linear.builder().setUnits(4).build())
                                .add(Activation::relu)
                                .add(Linear.builder().setUnits(1).build()),
                new SigmoidBinaryCrossEntropyLoss(),
                OnAlarmTest::inputs,
                OnAlarmTest::labels);
    }

    private static NDList inputs(NDManager manager) {
        float[] values = new float[ROWS * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (1.5 * Math.sin(7 * i + 1));
        }
        return new NDList(manager.create(values, new Shape(ROWS, 2)));
    }

    private static NDList labels(NDManager manager) {
        float[] inputs = inputs(manager).head().toFloatArray();
        float[] labels = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = inputs[2 * i] > 0 ? 1 : 0;
        }
        return new NDList(manager.create(labels, new Shape(ROWS, 1)));
    }

    /** Biases so low that no unit of any hidden layer ever is active. */
    private static void kill(Block block) {
        for (Parameter parameter : block.getParameters().values()) {
            if (parameter.getType() == Parameter.Type.BIAS) {
                parameter.getArray().stopGradient().muli(0).subi(50);
            }
        }
    }

    private static List<String> alarms(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.severity() == Severity.ALARM)
                .map(finding -> finding.pathology() + " " + finding.where())
                .toList();
    }

    @Test
    void alarm_isToldOnceAndAtTheReadingThatFindsIt() {
        List<Long> steps = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        List<List<String>> told = new ArrayList<>();
        HealthListener health =
                HealthListener.builder()
                        .optOnAlarm(
                                report -> {
                                    steps.add(report.observations().steps());
                                    threads.add(Thread.currentThread());
                                    told.add(alarms(report.diagnosis()));
                                })
                        .build();
        List<Integer> calls = new ArrayList<>();
        TrainingListener after =
                new TrainingListenerAdapter() {
                    @Override
                    public void onTrainingBatch(Trainer trainer, BatchData data) {
                        calls.add(told.size());
                    }
                };

        training().withFault(OnAlarmTest::kill).train(STEPS, health, after);

        // At step 1 every unit is dead already: told before the first update. That the scale is
        // bad is a risk then, and an alarm at the next step.
        assertThat(told.get(0)).containsExactly("DEAD_UNITS [01Linear, 03Linear]");
        assertThat(calls.get(0)).isEqualTo(1);
        assertThat(told.get(1))
                .contains(
                        "DEAD_UNITS [01Linear, 03Linear]", "BAD_WEIGHT_SCALE [01Linear, 03Linear]");
        // Updates too small are found after the early steps, at the first reading of the later
        // ones; both alarms of the start are still there, and told no more.
        assertThat(told.get(2)).contains("LEARNING_RATE_TOO_SMALL []");
        // That 40 steps are few is told when they are over.
        assertThat(told.get(3)).contains("TOO_FEW_EPOCHS []");
        assertThat(steps).containsExactly(1L, 2L, 16L, 40L);
        assertThat(threads).containsOnly(Thread.currentThread());
        assertThat(told).hasSize(4);
    }

    @Test
    void healthyTraining_isNotAlarming() {
        List<HealthReport> told = new ArrayList<>();
        HealthListener health = HealthListener.builder().optOnAlarm(told::add).build();
        training().train(STEPS, health);

        assertThat(health.report().diagnosis().healthy()).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void everyAlarmOfTheLastReport_wasTold() {
        List<String> told = new ArrayList<>();
        HealthListener health =
                HealthListener.builder()
                        .optOnAlarm(report -> told.addAll(alarms(report.diagnosis())))
                        .build();
        training().withFault(OnAlarmTest::kill).train(2 * Threshold.FAIR_STEPS, health);

        assertThat(told).containsAll(alarms(health.report().diagnosis())).isNotEmpty();
    }

    @Test
    void training_isTheSameToTheLastBit_whateverTheConsumerThrows() {
        TrainedBlock training = training().withFault(OnAlarmTest::kill);
        List<float[]> without = training.train(STEPS);
        for (Throwable thrown :
                List.of(
                        new AssertionError("odd"),
                        new IllegalStateException("odd"),
                        new StackOverflowError("odd"),
                        new OutOfMemoryError("odd"),
                        new InterruptedException("odd"))) {
            int[] calls = new int[1];
            HealthListener health =
                    HealthListener.builder()
                            .optOnAlarm(
                                    report -> {
                                        calls[0]++;
                                        report.toJson();
                                        OnAlarmTest.<RuntimeException>sneak(thrown);
                                    })
                            .build();
            List<float[]> with = training.train(STEPS, health);

            for (int i = 0; i < without.size(); i++) {
                assertThat(with.get(i)).as("%s, %d", thrown, i).isEqualTo(without.get(i));
            }
            assertThat(calls[0]).isPositive();
            assertThat(health.observations().notes())
                    .hasSize(calls[0])
                    .extracting(Text::toString)
                    .contains("onAlarm failed at dead units: " + thrown);
            assertThat(health.observations().readings()).hasSize(13);
            assertThat(Thread.interrupted()).isEqualTo(thrown instanceof InterruptedException);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void secondTraining_isToldAgain() {
        List<Long> steps = new ArrayList<>();
        HealthListener health =
                HealthListener.builder()
                        .optOnAlarm(report -> steps.add(report.observations().steps()))
                        .build();
        TrainedBlock training = training().withFault(OnAlarmTest::kill);
        training.train(2, health);
        int first = steps.size();
        training.train(2, health);

        assertThat(first).isPositive();
        assertThat(steps).hasSize(2 * first);
    }

    @Test
    void consumerThatClosesTheTrainer_endsTheListenerToo() {
        int[] calls = new int[1];
        Trainer[] current = new Trainer[1];
        HealthListener health =
                HealthListener.builder()
                        .optOnAlarm(
                                report -> {
                                    calls[0]++;
                                    current[0].close();
                                })
                        .build();
        TrainingListener first =
                new TrainingListenerAdapter() {
                    @Override
                    public void onTrainingBatch(Trainer trainer, BatchData data) {
                        current[0] = trainer;
                    }
                };
        try {
            training().withFault(OnAlarmTest::kill).train(1, first, health);
        } catch (IllegalStateException | NullPointerException closed) {
            assertThat(calls[0]).isPositive();
        }
        assertThat(calls[0]).isPositive();
        assertThat(health.observations().readings()).hasSize(1);
    }

    /** A report in the middle, before the update of a reading and after it, changes nothing. */
    @Test
    void reportsAtEveryBatch_changeNoLaterReading() {
        HealthListener alone = HealthListener.builder().build();
        List<float[]> parameters = training().train(STEPS, alone);

        HealthListener asked = HealthListener.builder().build();
        List<Observations> during = new ArrayList<>();
        TrainingListener asks =
                new TrainingListenerAdapter() {
                    @Override
                    public void onTrainingBatch(Trainer trainer, BatchData data) {
                        during.add(asked.observations());
                        during.add(asked.report().observations());
                    }

                    @Override
                    public void onEpoch(Trainer trainer) {
                        during.add(asked.observations());
                    }
                };
        List<float[]> same = training().train(STEPS, asks, asked, asks);

        assertThat(HealthReport.of(asked.observations(), Thresholds.defaults()).toJson())
                .isEqualTo(HealthReport.of(alone.observations(), Thresholds.defaults()).toJson());
        for (int i = 0; i < parameters.size(); i++) {
            assertThat(same.get(i)).isEqualTo(parameters.get(i));
        }
        // Asked before the update: the reading is there, its update ratios are not.
        Reading open = during.get(2).readings().get(0);
        assertThat(open.of(Quantity.GRADIENT_NORM)).isNotEmpty();
        assertThat(open.of(Quantity.UPDATE_RATIO)).isEmpty();
        // Asked before the next batch is looked at: the update has been made.
        Reading updated = during.get(4).readings().get(0);
        assertThat(updated.of(Quantity.UPDATE_RATIO))
                .isEqualTo(alone.observations().readings().get(0).of(Quantity.UPDATE_RATIO))
                .isNotEmpty();
    }

    @Test
    void alarms_goneAndBack_areTheSame() {
        Alarms alarms = new Alarms();
        Diagnosis sick = diagnosis(Severity.ALARM, "fc1");

        assertThat(alarms.fresh(diagnosis(Severity.WARNING, "fc1"), false)).isEmpty();
        assertThat(alarms.fresh(sick, false)).hasSize(1);
        assertThat(alarms.fresh(sick, false)).isEmpty();
        assertThat(alarms.fresh(new Diagnosis(List.of(), List.of()), false)).isEmpty();
        assertThat(alarms.fresh(sick, false)).isEmpty();
        assertThat(alarms.fresh(diagnosis(Severity.ALARM, "fc1", "fc2"), false)).hasSize(1);
        assertThat(alarms.fresh(diagnosis(Severity.ALARM, "fc2"), false)).isEmpty();
        assertThat(alarms.fresh(diagnosis(Severity.ALARM), false)).hasSize(1);
        assertThat(alarms.fresh(diagnosis(Severity.ALARM), false)).isEmpty();
    }

    private static Diagnosis diagnosis(Severity severity, String... where) {
        Finding finding =
                new Finding(
                        Pathology.DEAD_UNITS,
                        severity,
                        List.of(where),
                        Map.of(),
                        1,
                        List.of(new Evidence(Text.of("dead"), Double.NaN, "", Double.NaN)),
                        Text.of("why"),
                        List.of());
        return new Diagnosis(List.of(new Diagnosis.Cause(finding, List.of())), List.of());
    }
}
