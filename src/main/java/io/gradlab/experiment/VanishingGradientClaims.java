package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.nn.Norms;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
import io.gradlab.result.Claim;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.NumberText;
import io.gradlab.result.Verdict;
import java.util.stream.IntStream;

/** What is claimed of {@link VanishingGradient}. */
final class VanishingGradientClaims {

    private static final String BOOK = "4.4.2";

    /** The book prints gradients of one epoch. */
    private static final int EPOCHS = 1;

    /**
     * A print of weights tells gradients apart from each other only if the layers' ratio is the
     * same within this factor.
     */
    private static final double SAME_PRINT = 10;

    private VanishingGradientClaims() {}

    static Verdict vanishes(FirstGradients sigmoid) {
        return sigmoid.vanishes(
                Claim.book(
                        BOOK,
                        EPOCHS,
                        ClaimRule.IN_MOST_STARTS,
                        Text.of(
                                "In most starts the gradient vanishes at step 1 on its way to the first layer with sigmoid.")));
    }

    /** The same start of both. */
    static Verdict alleviates(FirstGradients sigmoid, FirstGradients relu) {
        int larger =
                (int)
                        IntStream.range(0, relu.count())
                                .filter(i -> relu.firstNorms()[i] > sigmoid.firstNorms()[i])
                                .count();
        Text sentence =
                Text.of(
                        "In most starts ReLU instead of sigmoid gives the first layer a larger gradient at step 1.");
        return Claim.book(BOOK, EPOCHS, ClaimRule.IN_MOST_STARTS, sentence)
                .counted(
                        larger,
                        relu.count(),
                        Text.of(
                                "median gradient norm of fc1: %s with sigmoid, %s with ReLU",
                                NumberText.norm(sigmoid.weightNorms()[0]),
                                NumberText.norm(relu.weightNorms()[0])));
    }

    /** About the gradient at step 1 alone: to reach is not to learn. */
    static Verdict reaches(Text cure, FirstGradients measured) {
        return measured.reachesFirstLayer(
                Claim.often(
                        ClaimRule.IN_MOST_STARTS,
                        Text.of(
                                "In most starts the gradient reaches the first layer at step 1 with %s.",
                                cure)));
    }

    static Verdict printOfWeights(StateDict start, FirstGradients sigmoid) {
        int last = sigmoid.layers();
        double weights =
                Norms.l2(start.get(ParameterNames.weight(1)).values())
                        / Norms.l2(start.get(ParameterNames.weight(last)).values());
        return printOfWeights(weights, sigmoid.ratios()[0]);
    }

    /** Both ratios are fc1 over the last layer: of the weights, and of their gradients. */
    static Verdict printOfWeights(double weights, double gradients) {
        double factor = Math.max(weights / gradients, gradients / weights);
        return Claim.ours(
                        ClaimRule.IN_THIS_START,
                        Text.of(
                                "In this start the printed norms of the weights show the vanishing gradient."))
                .seen(
                        factor <= SAME_PRINT,
                        Text.of(
                                "fc1 over the last layer: %s in the weights, %s in the gradients",
                                NumberText.norm(weights), NumberText.norm(gradients)));
    }
}
