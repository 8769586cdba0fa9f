package io.gradlab.health;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener;
import io.gradlab.core.Text;
import io.gradlab.health.diagnosis.Alarms;
import io.gradlab.health.diagnosis.Finding;
import io.gradlab.health.diagnosis.Thresholds;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.watch.BlockTree;
import io.gradlab.health.watch.RunRecord;
import io.gradlab.health.watch.Schedule;
import io.gradlab.health.watch.Watch;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches the training of any DJL {@link Trainer} and says why it does not learn.
 *
 * <pre>{@code
 * HealthListener health = HealthListener.builder().build();
 * config.addTrainingListeners(health);
 * ... // train as ever
 * System.out.println(health.report());
 * }</pre>
 *
 * <p>At the steps of its {@link Schedule} it reads the gradients after the backward pass, and the
 * activations of every layer by a forward pass of its own, in inference mode, over the probe
 * inputs: those of {@link Builder#optProbe}, else the first examples of the first batch. Blocks may
 * be nested to any depth, have frozen or shared parameters or none. What cannot be watched is left
 * out with a line in {@link Observations#notes}. At every other step it copies the predictions to
 * the host and looks for NaN and infinities; with more than 10,000 parameters at every eighth step,
 * so that what it finds there may be up to seven steps old.
 *
 * <p>It does not change the training: no parameter, gradient or running statistic is written, and
 * the parameters are the same to the last bit with and without it. A block that draws random
 * numbers in inference mode is the exception: the probe draws from the engine's generator too. It
 * never throws into the training either: its own failures, errors among them, become notes.
 *
 * <p>One thread at a time. A listener that is given to a second trainer starts anew.
 */
public final class HealthListener implements TrainingListener {

    private static final Text NOT_READ = Text.of("not everything was read");

    private final Schedule schedule;
    private final Thresholds thresholds;
    private final @Nullable NDList probe;
    private final List<String> featureNames;
    private final @Nullable Consumer<HealthReport> onAlarm;
    private @Nullable Watch watch;
    private Alarms alarms = new Alarms();
    private RunRecord record = new RunRecord();

    private HealthListener(Builder builder) {
        schedule = builder.schedule;
        thresholds = builder.thresholds;
        probe = builder.probe;
        featureNames = builder.featureNames;
        onAlarm = builder.onAlarm;
    }

    /**
     * A builder with the defaults: probe from the first batch, geometric schedule, calibrated
     * thresholds.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Settings of a listener, all optional. */
    public static final class Builder {

        private Schedule schedule = Schedule.geometric();
        private Thresholds thresholds = Thresholds.defaults();
        private @Nullable NDList probe;
        private List<String> featureNames = List.of();
        private @Nullable Consumer<HealthReport> onAlarm;

        private Builder() {}

        /**
         * The inputs on which activations are read. They must stay open until the first step, when
         * they are copied.
         *
         * @param inputs a batch as the block takes it, a few hundred examples
         * @return this builder
         */
        public Builder optProbe(NDList inputs) {
            probe = inputs;
            return this;
        }

        /**
         * The same for a block of one input.
         *
         * @param inputs a batch
         * @return this builder
         */
        public Builder optProbe(NDArray inputs) {
            return optProbe(new NDList(inputs));
        }

        /**
         * When to read.
         *
         * @param newSchedule the schedule
         * @return this builder
         */
        public Builder optSchedule(Schedule newSchedule) {
            schedule = newSchedule;
            return this;
        }

        /**
         * Limits other than the calibrated ones.
         *
         * @param newThresholds the limits
         * @return this builder
         */
        public Builder optThresholds(Thresholds newThresholds) {
            thresholds = newThresholds;
            return this;
        }

        /**
         * Names of the data's columns, for findings to name a feature by. Without them, and where
         * there is not one for each feature of the inputs, it is told by its number from 1.
         *
         * @param names of the features, in order
         * @return this builder
         */
        public Builder optFeatureNames(List<String> names) {
            featureNames = List.copyOf(names);
            return this;
        }

        /**
         * Called once for each new alarm, in the training's thread, with the report of what was
         * seen so far: after a reading, after its update, after a validation, and at the end. An
         * alarm is a pathology in a layer, or in the whole run; it is new if this training had none
         * of the kind there before, so that one that goes and comes back is told once. Several at a
         * time are as many calls with the same report, a finding with several new layers one.
         *
         * <p>An alarm of the first steps may be gone at the end: a network that has not learned yet
         * gets alarms where one that has gets warnings. What the consumer throws becomes a note.
         *
         * @param newOnAlarm told of alarms; to stop the training it sets what the loop looks at
         * @return this builder
         */
        public Builder optOnAlarm(Consumer<HealthReport> newOnAlarm) {
            onAlarm = newOnAlarm;
            return this;
        }

        /**
         * Builds.
         *
         * @return the listener
         */
        public HealthListener build() {
            return new HealthListener(this);
        }
    }

    @Override
    public void onTrainingBegin(Trainer trainer) {}

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batchData) {
        guarded(() -> watch(trainer).batch(batchData));
        ifWatched(trainer, current -> tellAlarms(current, false));
    }

    @Override
    public void onValidationBatch(Trainer trainer, BatchData batchData) {
        ifWatched(trainer, current -> current.validation(batchData));
    }

    @Override
    public void onEpoch(Trainer trainer) {
        ifWatched(trainer, Watch::epoch);
        ifWatched(trainer, current -> tellAlarms(current, false));
    }

    @Override
    public void onTrainingEnd(Trainer trainer) {
        if (watch == null) {
            guarded(() -> nothingSeen(trainer));
        }
        ifWatched(trainer, Watch::finish);
        ifWatched(trainer, current -> tellAlarms(current, true));
        ifWatched(
                trainer,
                current -> {
                    watch = null;
                    current.close();
                });
    }

    /** Of a training without a step the block alone can be looked at. */
    private void nothingSeen(Trainer trainer) {
        if (record.observations().readings().isEmpty()) {
            BlockTree tree = new BlockTree(trainer.getModel().getBlock());
            record.layers(tree.unwatchedLayers(), Map.of());
        }
    }

    private Watch watch(Trainer trainer) {
        Watch current = watch;
        if (current == null || !current.watches(trainer)) {
            watch = null;
            alarms = new Alarms();
            record = new RunRecord(); // for the note of a trainer that cannot be watched
            current = new Watch(trainer, schedule, probe);
            watch = current;
            record = current.record();
        }
        return current;
    }

    private void tellAlarms(Watch current, boolean ended) {
        Consumer<HealthReport> told = onAlarm;
        if (told != null && current.news()) {
            HealthReport report = report();
            for (Finding alarm : alarms.fresh(report.diagnosis(), ended)) {
                guarded(
                        Text.of("onAlarm failed at %s", alarm.pathology().title()),
                        () -> told.accept(report));
            }
        }
    }

    private void ifWatched(Trainer trainer, Consumer<Watch> action) {
        Watch current = watch;
        if (current != null && current.watches(trainer)) {
            guarded(() -> action.accept(current));
        }
    }

    private void guarded(Runnable action) {
        guarded(NOT_READ, action);
    }

    /**
     * Whatever goes wrong in here must not stop the training. All of Throwable: a block may throw
     * errors and, unchecked, anything else. An OutOfMemoryError too is one of reading, whose copies
     * are garbage by now: the training's own steps run outside, and what they throw does not pass
     * here. A ThreadDeath likewise: since Java 20 only the block itself can have thrown it.
     */
    private void guarded(Text failed, Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            record.failure(failed, e);
        }
    }

    /**
     * What was seen so far, during the training and after.
     *
     * @return numbers only; no readings before the first step
     */
    public Observations observations() {
        Watch current = watch;
        if (current != null) {
            try {
                return current.observations().named(featureNames);
            } catch (Throwable e) { // as in guarded
                record.failure(NOT_READ, e);
            }
        }
        return record.observations().named(featureNames);
    }

    /**
     * The diagnosis of what was seen so far, with the numbers behind it.
     *
     * @return a report that prints as text
     */
    public HealthReport report() {
        return HealthReport.of(observations(), thresholds);
    }
}
