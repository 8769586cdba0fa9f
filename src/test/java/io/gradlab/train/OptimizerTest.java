package io.gradlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.translate.Batchifier;
import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.StateDict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runner updates parameter by parameter; DJL's own loop calls {@code Trainer.step()}. */
class OptimizerTest {

    private static final int STEPS = 50;

    @ParameterizedTest
    @CsvSource({
        "sgd, sigmoid",
        "sgd, relu",
        "momentum, sigmoid",
        "momentum, tanh",
        "adam, sigmoid",
        "adam, elu"
    })
    void parameters_afterFiftySteps_areThoseOfPlainDjlBitForBit(
            String optimizer, String activation) {
        ActivationFunction function = ActivationFunction.of(activation, 0.01f);

        StateDict plain = easyTrain(Tiny.network(function, 5), optimizer);
        StateDict ours;
        var config = Runner.sgd(1).optOptimizer(RunnerTest.optimizer(optimizer));
        try (Runner runner = new Runner(Tiny.network(function, 5), config)) {
            StateDict initial = runner.parameters();
            ours = runner.train(Tiny.data(), RunnerConfig.epochs(STEPS)).last();
            assertThat(ours).isNotEqualTo(initial);
        }

        assertThat(ours).isEqualTo(plain);
    }

    private static StateDict easyTrain(MlpBlock network, String optimizer) {
        var config = Runner.sgd(1).optOptimizer(RunnerTest.optimizer(optimizer));
        try (Model model = Model.newInstance("plain")) {
            model.setBlock(network);
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(1, 2));
                for (int step = 0; step < STEPS; step++) {
                    try (Batch batch = batch(Tiny.data().train(), trainer.getManager())) {
                        EasyTrain.trainBatch(trainer, batch);
                        trainer.step();
                    }
                }
                return network.stateDict();
            }
        }
    }

    static Batch batch(Examples examples, NDManager parent) {
        NDManager manager = parent.newSubManager();
        return new Batch(
                manager,
                new NDList(examples.features(manager)),
                new NDList(examples.labels(manager)),
                examples.size(),
                Batchifier.STACK,
                Batchifier.STACK,
                0,
                1);
    }
}
