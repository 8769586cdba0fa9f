package io.gradlab.population;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
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

    MemberObservation member(int member) {
        List<float[]> byLayer = new ArrayList<>();
        for (int layer = 1; layer < architecture.layers(); layer++) {
            int units = architecture.unitsOf(layer);
            float[] all = largest.get(layer - 1);
            byLayer.add(Arrays.copyOfRange(all, member * units, (member + 1) * units));
        }
        return new MemberObservation(
                architecture,
                losses[member],
                parameters.tensors(member),
                gradients.tensors(member),
                byLayer);
    }
}
