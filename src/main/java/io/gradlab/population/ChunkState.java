package io.gradlab.population;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.gradlab.health.quantity.DeadUnitFraction;
import io.gradlab.health.quantity.EffectiveWidth;
import io.gradlab.nn.MlpArchitecture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the health quantities say of a chunk at one step, the start or the end.
 *
 * @param architecture of every member
 * @param losses training loss of each
 * @param parameters of each
 * @param gradients of each, up to a factor of its own
 * @param largest largest |activation| of each unit over the training set, for each hidden layer the
 *     units of a member one after the other
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ChunkState(
        MlpArchitecture architecture,
        float[] losses,
        ChunkParameters parameters,
        ChunkParameters gradients,
        List<float[]> largest) {

    static ChunkState of(
            MlpArchitecture architecture,
            float[] losses,
            ChunkNetwork.Pass pass,
            ChunkNetwork.EngineSet set,
            ChunkParameters parameters,
            NDList gradients) {
        List<float[]> largest = new ArrayList<>();
        for (NDArray activations : pass.hidden()) {
            largest.add(activations.mul(set.mask()).abs().max(new int[] {2}).toFloatArray());
        }
        return new ChunkState(
                architecture,
                losses,
                parameters,
                ChunkParameters.read(architecture, losses.length, gradients),
                largest);
    }

    /** What a member's result keeps of it. */
    MemberState member(int member) {
        double[] weights = new double[architecture.layers()];
        double[] biases = new double[architecture.layers()];
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            weights[layer - 1] = gradients.weightNorm(member, layer);
            biases[layer - 1] = gradients.biasNorm(member, layer);
        }
        return new MemberState(losses[member], weights, biases, deadFractions(member));
    }

    /** Of each hidden layer. */
    private double[] deadFractions(int member) {
        double[] fractions = new double[architecture.layers() - 1];
        for (int layer = 1; layer < architecture.layers(); layer++) {
            int units = architecture.unitsOf(layer);
            float[] row =
                    Arrays.copyOfRange(
                            largest.get(layer - 1), member * units, (member + 1) * units);
            fractions[layer - 1] = DeadUnitFraction.of(row, units);
        }
        return fractions;
    }

    /** Smallest share of distinct units of a hidden layer of two or more; 1 without one. */
    double[] distinctShares(int member) {
        double[] shares = new double[architecture.layers() - 1];
        for (int layer = 1; layer <= shares.length; layer++) {
            int units = architecture.unitsOf(layer);
            shares[layer - 1] =
                    units < 2
                            ? 1
                            : (double)
                                            EffectiveWidth.groups(
                                                            units,
                                                            parameters.tensorsOf(member, layer),
                                                            gradients.tensorsOf(member, layer))
                                                    .size()
                                    / units;
        }
        return shares;
    }

    boolean finite(int member) {
        return Float.isFinite(losses[member]) && parameters.finite(member);
    }
}
