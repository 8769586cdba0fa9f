package io.gradlab.experiment;

import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.HostForward;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.StateDict;
import io.gradlab.population.MemberResult;
import io.gradlab.result.Statistics;
import java.util.List;

/** What stored networks answer, without the engine: 1 from a probability of one half on. */
final class Answers {

    private Answers() {}

    /**
     * For each example the share of the networks that answer it right.
     *
     * @param networks of one architecture, at least one; a logit of NaN answers 0
     * @param activation of their hidden layers
     * @param examples of their number of inputs
     */
    static double[] rightShares(
            List<StateDict> networks, ActivationFunction activation, Examples examples) {
        double[] shares = new double[examples.size()];
        for (StateDict network : networks) {
            float[] logits = logits(network, activation, examples);
            for (int i = 0; i < shares.length; i++) {
                boolean right = logits[i] >= 0 == (examples.labels()[i] == 1);
                shares[i] += right ? 1.0 / networks.size() : 0;
            }
        }
        return shares;
    }

    /**
     * Test accuracy of each member after its last update. That of its best parameters says nothing
     * of what was learned where they may be the start's.
     */
    static double[] endAccuracies(List<MemberResult> members, Examples test) {
        return members.stream()
                .mapToDouble(one -> accuracy(Starts.end(one), one.member().configuration(), test))
                .toArray();
    }

    /** The same of one network. */
    static double accuracy(StateDict network, MlpConfiguration setup, Examples examples) {
        ActivationFunction activation = setup.architecture().activation();
        return Statistics.mean(rightShares(List.of(network), activation, examples));
    }

    private static float[] logits(
            StateDict network, ActivationFunction activation, Examples examples) {
        MlpArchitecture architecture = network.architecture(activation);
        float[] outputs = examples.features();
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            outputs = HostForward.layer(network, architecture, layer, outputs);
        }
        return outputs;
    }
}
