package io.gradlab.health;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.Remedy;

/**
 * A program with a fault, and the same without it.
 *
 * @param name what is wrong, in a word or two
 * @param kind what must be named first
 * @param remedy what must be advised first
 * @param certain whether the start is enough to know
 * @param faulty with the fault
 * @param mended without
 */
record FaultyProgram(
        String name,
        Pathology kind,
        Remedy remedy,
        boolean certain,
        Program faulty,
        Program mended) {

    /** One whose start tells. */
    static FaultyProgram certain(
            String name, Pathology kind, Remedy remedy, Program faulty, Program mended) {
        return new FaultyProgram(name, kind, remedy, true, faulty, mended);
    }

    /** One that only a training tells. */
    static FaultyProgram likely(
            String name, Pathology kind, Remedy remedy, Program faulty, Program mended) {
        return new FaultyProgram(name, kind, remedy, false, faulty, mended);
    }

    @Override
    public String toString() {
        return name;
    }
}
