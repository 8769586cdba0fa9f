package io.gradlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.gradlab.data.Examples;
import io.gradlab.engine.Torch;
import io.gradlab.nn.LogitsLoss;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.StateDict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What we build on, or around, in DJL. A failure here after an upgrade says which of our reasons is
 * gone.
 */
class DjlFactsTest {

    static {
        Torch.configure();
    }

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    private static void withTrainer(
            MlpBlock network, DefaultTrainingConfig config, Consumer<Trainer> action) {
        try (Model model = Model.newInstance("facts")) {
            model.setBlock(network);
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(1, 2));
                action.accept(trainer);
            }
        }
    }

    private static Parameter outputBias(Trainer trainer) {
        return Tiny.mlp(trainer).layers().get(1).getParameters().get("bias");
    }

    private static void trainBatch(Trainer trainer, Examples examples) {
        try (Batch batch = OptimizerTest.batch(examples, trainer.getManager())) {
            EasyTrain.trainBatch(trainer, batch);
        }
    }

    @Test
    void getGradient_isLive_andZeroAfterTheUpdate() {
        Optimizer sgd = RunnerTest.optimizer("sgd");
        withTrainer(
                Tiny.network(),
                Runner.sgd(1),
                trainer -> {
                    trainBatch(trainer, Tiny.data().train());
                    Parameter parameter = outputBias(trainer);
                    NDArray gradient = parameter.getArray().getGradient();
                    assertThat(gradient.toFloatArray()[0]).isNotZero();
                    sgd.update(parameter.getId(), parameter.getArray(), gradient);
                    assertThat(gradient.toFloatArray()).containsExactly(0);
                });
    }

    /** The update clears the parameter's gradient also when it was given a clipped copy. */
    @Test
    void update_withAnotherArray_clearsTheGradientToo() {
        Optimizer sgd = RunnerTest.optimizer("sgd");
        withTrainer(
                Tiny.network(),
                Runner.sgd(1),
                trainer -> {
                    trainBatch(trainer, Tiny.data().train());
                    Parameter parameter = outputBias(trainer);
                    NDArray gradient = parameter.getArray().getGradient();
                    sgd.update(parameter.getId(), parameter.getArray(), gradient.mul(0.5));
                    assertThat(gradient.toFloatArray()).containsExactly(0);
                });
    }

    @Test
    void getGradient_withoutAnUpdate_addsUp() {
        withTrainer(
                Tiny.network(),
                Runner.sgd(1),
                trainer -> {
                    trainBatch(trainer, Tiny.data().train());
                    NDArray gradient = outputBias(trainer).getArray().getGradient();
                    float once = gradient.toFloatArray()[0];
                    trainBatch(trainer, Tiny.data().train());
                    assertThat(gradient.toFloatArray()).containsExactly(2 * once);
                });
    }

    @Test
    void getGradient_eachCall_leavesAnArrayWithTheParametersManager() {
        withTrainer(
                Tiny.network(),
                Runner.sgd(1),
                trainer -> {
                    trainBatch(trainer, Tiny.data().train());
                    NDArray array = outputBias(trainer).getArray();
                    int before = array.getManager().getManagedArrays().size();
                    assertThat(array.getGradient().getManager()).isSameAs(array.getManager());
                    assertThat(array.getManager().getManagedArrays()).hasSize(before + 1);
                });
    }

    @Test
    void onTrainingBatch_firesBeforeTheUpdate() {
        List<StateDict> seen = new ArrayList<>();
        var config =
                Runner.sgd(1)
                        .addTrainingListeners(
                                new TrainingListenerAdapter() {
                                    @Override
                                    public void onTrainingBatch(Trainer trainer, BatchData data) {
                                        seen.add(Tiny.mlp(trainer).stateDict());
                                    }
                                });
        withTrainer(
                Tiny.network(),
                config,
                trainer -> {
                    StateDict initial = Tiny.mlp(trainer).stateDict();
                    trainBatch(trainer, Tiny.data().train());
                    assertThat(seen).containsExactly(initial);
                    trainer.step();
                    assertThat(Tiny.mlp(trainer).stateDict()).isNotEqualTo(initial);
                });
    }

    @Test
    void step_cancellingGradients_throws() {
        Examples opposite = new Examples(2, new float[] {1, 2, 1, 2}, Tiny.labels(0, 1));
        withTrainer(
                Tiny.zeros(),
                Runner.sgd(1),
                trainer -> {
                    trainBatch(trainer, opposite);
                    assertThatThrownBy(trainer::step)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageStartingWith("Gradient values are all zeros");
                });
    }

    /** In a thread of its own, because the failure leaves the thread's gradient mode on. */
    @Test
    void secondCollector_throws_andTheFirstStillWorks() throws Exception {
        FutureTask<float[]> task =
                new FutureTask<>(
                        () -> {
                            NDArray w = manager.create(new float[] {3});
                            w.setRequiresGradient(true);
                            try (GradientCollector collector =
                                    manager.getEngine().newGradientCollector()) {
                                assertThatThrownBy(() -> manager.getEngine().newGradientCollector())
                                        .isInstanceOf(IllegalStateException.class);
                                collector.backward(w.mul(w).sum());
                            }
                            return w.getGradient().toFloatArray();
                        });
        Thread thread = new Thread(task);
        thread.start();
        assertThat(task.get()).containsExactly(6);
        thread.join();
    }

    @Test
    void gradientMode_newThread_isOn() throws Exception {
        manager.zeros(new Shape(1));
        FutureTask<Boolean> task = new FutureTask<>(JniUtils::isGradMode);
        Thread thread = new Thread(task);
        thread.start();
        assertThat(task.get()).isTrue();
        thread.join();
    }

    @Test
    void optClipGrad_negativeValues_areNotClipped() {
        Optimizer clipping =
                Optimizer.sgd().setLearningRateTracker(Tracker.fixed(1)).optClipGrad(1).build();
        NDArray w = manager.zeros(new Shape(2));
        w.setRequiresGradient(true);
        clipping.update("w", w, manager.create(new float[] {10, -10}));
        assertThat(w.toFloatArray()).containsExactly(-1, 10);
    }

    @Test
    void tempAttach_managerClosed_givesTheArrayBack() {
        NDArray x = manager.create(new float[] {1});
        try (NDManager epoch = manager.newSubManager()) {
            x.tempAttach(epoch);
            assertThat(x.add(1).getManager()).isSameAs(epoch);
        }
        assertThat(x.getManager()).isSameAs(manager);
        assertThat(x.toFloatArray()).containsExactly(1);
    }

    @Test
    void parameterName_isNotTheLayers() {
        withTrainer(
                Tiny.network(),
                Runner.sgd(1),
                trainer -> assertThat(outputBias(trainer).getName()).isEqualTo("bias"));
    }

    /** Perfect logits: the cross-entropy is about 0, DJL's loss about -10. */
    @Test
    void sigmoidBinaryCrossEntropyLoss_onProbabilities_hasTheWrongSign() {
        NDList labels = new NDList(manager.create(new float[] {1}, new Shape(1, 1)));
        NDList probabilities = new NDList(manager.create(new float[] {0.5f}, new Shape(1, 1)));
        float loss =
                new SigmoidBinaryCrossEntropyLoss("loss", 1, true)
                        .evaluate(labels, probabilities)
                        .getFloat();
        assertThat(loss).isNegative();
    }

    @Test
    void sub_columnAgainstRow_broadcastsToASquare() {
        NDArray column = manager.zeros(new Shape(3, 1));
        NDArray row = manager.zeros(new Shape(3));
        assertThat(column.sub(row).getShape()).isEqualTo(new Shape(3, 3));
    }

    @Test
    void trainerClosedTwice_tellsTheListenersTwice() {
        int[] ends = {0};
        var config =
                new DefaultTrainingConfig(new LogitsLoss())
                        .addTrainingListeners(
                                new TrainingListenerAdapter() {
                                    @Override
                                    public void onTrainingEnd(Trainer trainer) {
                                        ends[0]++;
                                    }
                                });
        withTrainer(Tiny.network(), config, Trainer::close);
        assertThat(ends[0]).isEqualTo(2);
    }
}
