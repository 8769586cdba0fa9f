package io.gradlab.experiment;

import io.gradlab.train.StateDict;
import io.gradlab.train.StateDict.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Effective width: the number of distinct units in a layer. Two units are the same when their
 * incoming weights and their bias coincide exactly, value by value; -0 and 0 coincide, NaN and NaN
 * too.
 *
 * <p>Such units compute the same activation on every input. If their outgoing weights coincide as
 * well, they receive the same gradient and stay the same for ever: a layer of five then can do no
 * more than a layer of one. The reverse does not hold: units that differ in their parameters may
 * still compute the same on all data, as dead units do, and are counted as distinct here.
 */
public final class EffectiveWidth {

    private EffectiveWidth() {}

    /**
     * Counts the distinct units of one layer.
     *
     * @param parameters the network's parameters
     * @param layer from 1
     * @return from 1 to the number of units
     * @throws IllegalArgumentException if there is no such layer
     */
    public static int ofLayer(StateDict parameters, int layer) {
        Tensor weight = parameters.get("fc" + layer + ".weight");
        float[] biases = parameters.get("fc" + layer + ".bias").values();
        int inputs = weight.shape()[1];
        Set<List<Float>> distinct = new HashSet<>();
        for (int unit = 0; unit < biases.length; unit++) {
            List<Float> incoming = new ArrayList<>(inputs + 1);
            for (int i = 0; i < inputs; i++) {
                incoming.add(withoutSignOfZero(weight.values()[unit * inputs + i]));
            }
            incoming.add(withoutSignOfZero(biases[unit]));
            distinct.add(incoming);
        }
        return distinct.size();
    }

    /** -0 + 0 is +0; every other value stays. */
    private static float withoutSignOfZero(float value) {
        return value + 0f;
    }
}
