package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;

/** What mends a pathology: a change of the program that trains, each of them one. */
public enum Remedy {
    /** x becomes (x - mean) / std, feature by feature, with those of the training set. */
    STANDARDISE_INPUTS(
            "Standardise every feature: subtract its mean and divide by its standard deviation, both"
                    + " taken from the training set."),
    /** The same of the targets of a regression. */
    STANDARDISE_TARGETS(
            "Standardise the targets: subtract their mean, divide by their standard deviation, and"
                    + " undo both on the predictions."),
    /** Examples without missing or infinite features. */
    FILL_INPUTS("Find the examples with missing or infinite features, and drop or fill them."),
    /** Examples of more than one class. */
    ADD_CLASSES("Give examples of every class: there is nothing to tell apart."),
    /** Labels (N, 1) for predictions (N, 1). */
    SAME_SHAPE("Give the labels the shape of the predictions: (N, 1), not (N)."),
    /** Labels 0, 1, 2, ... */
    CLASS_NUMBERS("Give class numbers, 0 to the number of classes less 1, one for each example."),
    /** Labels of one row of shares for each example. */
    ONE_HOT("Give one-hot labels, or take the loss that reads class numbers."),
    /** Labels 0 and 1. */
    ZERO_ONE_LABELS("Give labels 0 and 1, not -1 and 1."),
    /** An output for each class. */
    OUTPUT_FOR_EACH_CLASS("Give the last layer one output for each class."),
    /** No sigmoid or softmax at the end. */
    REMOVE_OUTPUT_FUNCTION(
            "Remove the sigmoid or softmax at the end of the block: the loss applies it."),
    /** Cross-entropy that applies sigmoid or softmax itself. */
    LOSS_ON_LOGITS(
            "Take the loss on logits, which is stable, and end the block in a linear layer."),
    /** Cross-entropy of logarithms needs them. */
    END_IN_LOG_SOFTMAX("End the block in a log-softmax, or let the loss apply it."),
    /** The sign of the loss. */
    NEGATE_LOSS("Negate the loss, or take one on logits."),
    /** Cross-entropy for classes. */
    CROSS_ENTROPY("Take cross-entropy on logits: the labels are classes."),
    /** Squared error for numbers. */
    SQUARED_ERROR("Take squared error on a linear output: the labels are numbers, not classes."),
    /** No function at the end. */
    LINEAR_OUTPUT("End the block in a linear layer: it reaches every number."),
    /** A softmax over one output is 1. */
    SIGMOID_OUTPUT("Take a sigmoid for a single output: a softmax over one is always 1."),
    /** Gradients for every layer. */
    UNFREEZE("Let the frozen layers learn: freezeParameters(false) before the training."),
    /** Gradients from one batch. */
    CLEAR_GRADIENTS(
            "Let each step begin with gradients 0: one backward pass and one trainer.step() for each"
                    + " batch."),
    /** A function between layers. */
    ADD_NONLINEARITY("Put a ReLU or tanh between the layers."),
    /** Weights at random, by the rule for the function. */
    REDRAW_WEIGHTS(
            "Draw the weights anew at random, by He's (ReLU) or Glorot's (tanh, sigmoid) rule, with"
                    + " biases 0."),
    /** ReLU with He's weights. */
    TAKE_RELU("Take ReLU with He's weights and biases 0."),
    /** Tanh with Glorot's weights. */
    TAKE_TANH("Take tanh with Glorot's weights and biases 0."),
    /** A gradient below 0. */
    TAKE_LEAKY_RELU("Take leaky ReLU or ELU, which keep a gradient below 0."),
    /** Fewer hidden layers. */
    FEWER_LAYERS("Take fewer layers: two or three."),
    /** A tenth until the loss falls. */
    LOWER_RATE("Divide the learning rate by 10 until the loss falls from the first step on."),
    /** Ten times until the loss rises, then one step back. */
    RAISE_RATE("Multiply the learning rate by 10 until the loss rises, then go one step back."),
    /** g becomes g / max(1, |g|). */
    CLIP_GRADIENT("Clip the global gradient norm at 1."),
    /** A rate that falls. */
    DECAY_RATE("Divide the learning rate by 3 to 10, or let it fall over time."),
    /** Adam instead of plain gradient descent. */
    TAKE_ADAM("Take Adam with learning rate 0.003."),
    /** More examples a step. */
    LARGER_BATCHES("Take larger batches: 32 or more."),
    /** Batches drawn at random. */
    SHUFFLE("Shuffle the examples anew in every epoch."),
    /** More steps. */
    TRAIN_LONGER(
            "Train longer: twice as many epochs, and again, until the validation loss stops falling."),
    /** Wider layers. */
    MORE_UNITS("Take more units: eight times as many in each hidden layer, at least 32."),
    /** Labels looked at. */
    CHECK_LABELS(
            "Check the labels: that they belong to their inputs row by row, and that they are right."),
    /** More rows. */
    MORE_EXAMPLES("Take more examples."),
    /** What keeps a network from learning by heart. */
    REGULARISE("Take weight decay, dropout or fewer units, and stop at the best validation loss."),
    /** Equal weight for classes. */
    WEIGH_CLASSES(
            "Weigh the loss of the rarer class, or draw its examples as often as the others."),
    /** Running statistics that follow. */
    LOWER_MOMENTUM("Take a batch norm momentum of 0.9, so that running statistics follow."),
    /** Less dropout. */
    LESS_DROPOUT("Take less dropout: at most 0.2, or none in narrow layers."),
    /** One batch by hand. */
    TRY_ONE_BATCH("Run the block and the loss on one batch by hand and read what they throw.");

    private final String words;

    Remedy(String words) {
        this.words = words;
    }

    /** What to do, in one sentence. */
    public Text words() {
        return Text.of(words);
    }
}
