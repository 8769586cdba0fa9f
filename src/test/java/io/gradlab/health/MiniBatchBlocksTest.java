package io.gradlab.health;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.basicmodelzoo.basic.Mlp;
import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.initializer.ConstantInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.gradlab.engine.Torch;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.observation.Layer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * DJL's own blocks in a plain DJL training of mini-batches, whose losses differ from batch to
 * batch: healthy without any warning, and with one fault each.
 */
class MiniBatchBlocksTest {

    private static final LabelledArrays ROWS = LabelledArrays.rows();
    private static final LabelledArrays IMAGES = LabelledArrays.images();
    private static final LabelledArrays SEQUENCES = LabelledArrays.sequences();

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static Block mlp() {
        return new Mlp(8, 3, new int[] {16, 16});
    }

    /** The smallest there is for images of at most 32x32: 8 layers, three residual units. */
    private static Block resNet() {
        return ResNetV1.builder()
                .setImageShape(new Shape(3, 16, 16))
                .setNumLayers(8)
                .setOutSize(3)
                .build();
    }

    private static Block lstm() {
        return lstm(1);
    }

    private static Block lstm(int layers) {
        return new SequentialBlock()
                .add(
                        LSTM.builder()
                                .setStateSize(16)
                                .setNumLayers(layers)
                                .optBatchFirst(true)
                                .optReturnState(false)
                                .build())
                .add(outputs -> new NDList(outputs.head().get(":, -1")))
                .add(Linear.builder().setUnits(3).build());
    }

    private static Optimizer sgd(float learningRate) {
        return Optimizer.sgd().setLearningRateTracker(Tracker.fixed(learningRate)).build();
    }

    private static Optimizer adam(float learningRate) {
        return Optimizer.adam().optLearningRateTracker(Tracker.fixed(learningRate)).build();
    }

    private static PlainTraining ofMlp(Block block) {
        return new PlainTraining(block, Loss.softmaxCrossEntropyLoss(), sgd(0.1f), 20);
    }

    private static PlainTraining ofResNet(Block block, float learningRate, int epochs) {
        return new PlainTraining(block, Loss.softmaxCrossEntropyLoss(), sgd(learningRate), epochs);
    }

    private static PlainTraining ofLstm(Block block) {
        return new PlainTraining(block, Loss.softmaxCrossEntropyLoss(), adam(0.01f), 20);
    }

    private static void assertHealthy(HealthReport report) {
        assertThat(report.diagnosis().healthy()).as(report.toString()).isTrue();
        assertThat(report.headline()).as(report.toString()).hasToString("healthy");
    }

    private static void assertGoodStart(HealthReport report) {
        assertThat(report.diagnosis().findings()).as(report.toString()).isEmpty();
        assertThat(report.headline()).hasToString("nothing wrong with the start");
    }

    private static void assertFirstCause(HealthReport report, Pathology... expected) {
        assertThat(report.diagnosis().healthy()).as(report.toString()).isFalse();
        assertFirstSign(report, expected);
    }

    /** An alarm, a warning or the risk of a start. */
    private static void assertFirstSign(HealthReport report, Pathology... expected) {
        assertThat(report.diagnosis().causes().get(0).finding().pathology())
                .as(report.toString())
                .isIn((Object[]) expected);
    }

    @Test
    void mlp_learnsAndIsHealthy() {
        HealthReport report = ofMlp(mlp()).train(ROWS);

        assertHealthy(report);
        assertThat(report.observations().notes()).isEmpty();
        assertThat(report.observations().layers())
                .extracting(Layer::function)
                .containsExactly("relu", "relu", Layer.LINEAR);
    }

    @Test
    void mlp_startsWell() {
        assertGoodStart(ofMlp(mlp()).preflight(ROWS));
    }

    @Test
    void mlpOfConstantWeights_hasSymmetricUnits() {
        Block block = mlp();
        block.setInitializer(new ConstantInitializer(0.1f), Parameter.Type.WEIGHT);

        assertFirstCause(ofMlp(block).train(ROWS), Pathology.SYMMETRIC_UNITS);
    }

    @Test
    void mlpOfNegativeBiases_hasDeadUnits() {
        Block block = mlp();
        block.setInitializer(new ConstantInitializer(-20), Parameter.Type.BIAS);

        assertFirstCause(ofMlp(block).train(ROWS), Pathology.DEAD_UNITS);
    }

    @Test
    void mlpThatEndsInSoftmax_doesNotSuitALossOfLogits() {
        assertFirstSign(ofMlp(softmaxMlp()).train(ROWS), Pathology.LOSS_MISMATCH);
        assertFirstSign(ofMlp(softmaxMlp()).preflight(ROWS), Pathology.LOSS_MISMATCH);
    }

    private static Block softmaxMlp() {
        return new SequentialBlock()
                .add(mlp())
                .add(outputs -> new NDList(outputs.head().softmax(-1)));
    }

    @Test
    void resNet_learnsAndIsHealthy() {
        HealthReport report = ofResNet(resNet(), 0.1f, 6).train(IMAGES);

        assertHealthy(report);
        assertThat(report.observations().notes()).isEmpty();
    }

    @Test
    void resNet_startsWell() {
        assertGoodStart(ofResNet(resNet(), 0.1f, 1).preflight(IMAGES));
    }

    @Test
    void resNetOfHugeLearningRate_isNamed() {
        assertFirstCause(
                ofResNet(resNet(), 1e3f, 4).train(IMAGES),
                Pathology.LEARNING_RATE_TOO_LARGE,
                Pathology.NON_FINITE,
                Pathology.EXPLODING_GRADIENT);
    }

    @Test
    void lstm_learnsAndIsHealthy() {
        HealthReport report = ofLstm(lstm()).train(SEQUENCES);

        assertHealthy(report);
        assertThat(report.observations().notes()).isEmpty();
    }

    @Test
    void lstm_startsWell() {
        assertGoodStart(ofLstm(lstm()).preflight(SEQUENCES));
    }

    /** The state of the second layer has a tenth of the inputs' scale, and that is no fault. */
    @Test
    void lstmOfTwoLayers_startsWellAndIsHealthy() {
        HealthReport report = ofLstm(lstm(2)).train(SEQUENCES);

        assertGoodStart(ofLstm(lstm(2)).preflight(SEQUENCES));
        assertHealthy(report);
        assertThat(report.observations().layers())
                .extracting(Layer::function)
                .containsExactly(Layer.RECURRENT, Layer.LINEAR);
    }

    @Test
    void lstmOfConstantWeights_hasSymmetricUnits() {
        Block block = lstm();
        block.setInitializer(new ConstantInitializer(0.1f), Parameter.Type.WEIGHT);

        assertFirstCause(ofLstm(block).train(SEQUENCES), Pathology.SYMMETRIC_UNITS);
    }

    @Test
    void lstmOfInputsTenThousandTimesTooLarge_hasUnscaledInputs() {
        assertFirstCause(ofLstm(lstm()).train(SEQUENCES.scaled(1e4f)), Pathology.UNSCALED_INPUTS);
    }
}
