package io.gradlab.health;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/** Blocks and losses in few words. */
final class Networks {

    private Networks() {}

    /** Linear layers for numbers; relu, tanh, sigmoid, softmax; blocks as they are. */
    static Supplier<Block> network(Object... parts) {
        return () -> {
            SequentialBlock block = new SequentialBlock();
            for (Object part : parts) {
                block.add(block(part));
            }
            return block;
        };
    }

    private static Block block(Object part) {
        if (part instanceof Integer units) {
            return Linear.builder().setUnits(units).build();
        }
        if (part instanceof Supplier<?> made) {
            return (Block) made.get();
        }
        return switch ((String) part) {
            case "relu" -> Activation.reluBlock();
            case "tanh" -> Activation.tanhBlock();
            case "sigmoid" -> Activation.sigmoidBlock();
            case "softmax" ->
                    new LambdaBlock(arrays -> new NDList(arrays.head().softmax(-1)), "softmax");
            default -> throw new IllegalArgumentException(part.toString());
        };
    }

    /** A loss of one's own, of labels and predictions. */
    static Supplier<Loss> own(BinaryOperator<NDArray> value) {
        return () ->
                new Loss("own") {
                    @Override
                    public NDArray evaluate(NDList labels, NDList predictions) {
                        return value.apply(labels.head(), predictions.head());
                    }
                };
    }

    static Supplier<Loss> squares() {
        return own((y, p) -> p.sub(y).square().mean());
    }

    /** Of probabilities. */
    static Supplier<Loss> crossEntropy() {
        return own(
                (y, p) -> {
                    NDArray sure = p.clip(1e-6, 1 - 1e-6);
                    return y.mul(sure.log())
                            .add(y.neg().add(1).mul(sure.neg().add(1).log()))
                            .mean()
                            .neg();
                });
    }
}
