package io.gradlab.population.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Vectors of eight lanes, or of four where the processor's registers have no more. */
final class Vectors {

    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() >= Loops.LANES
                    ? FloatVector.SPECIES_256
                    : FloatVector.SPECIES_128;

    /** Rows of a vector. */
    static final int WIDTH = SPECIES.length();

    private Vectors() {}

    static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    static FloatVector load(float[] values, int at) {
        return FloatVector.fromArray(SPECIES, values, at);
    }
}
