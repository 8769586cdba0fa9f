package io.gradlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.gradlab.ReferenceTrace;
import io.gradlab.engine.Torch;
import io.gradlab.nn.MlpBlock;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Only with {@code -Pcuda}, on a machine with a GPU. */
@Tag("gpu")
class GpuTest {

    /** A GPU adds up in another order than a CPU; ten times what the CPU is allowed. */
    private static final Offset<Double> LOSS = within(1e-5);

    @Test
    void train_onGpu_sameCourseAsFloat64() {
        ReferenceTrace trace = ReferenceTrace.load("l2");
        var config =
                Runner.sgd((float) trace.learningRate())
                        .optDevices(new Device[] {Torch.device("gpu")});
        try (Runner runner = new Runner(new MlpBlock(trace.architecture()), config)) {
            runner.load(trace.initial());
            History history =
                    runner.train(trace.dataset(), RunnerConfig.epochs(trace.epochs())).history();
            assertThat(history.trainLoss())
                    .containsExactly(trace.float64().series("train_loss"), LOSS);
            assertThat(runner.evaluate(trace.dataset().test()).loss())
                    .isCloseTo(trace.number("test_loss_final"), LOSS);
        }
    }
}
