package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.result.ExperimentResult;
import io.gradlab.study.MlpTraining;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** One experiment of the book: a question, a measurement, and what the numbers say. */
public abstract class Experiment {

    /** What of a laboratory the numbers of an experiment can depend on. */
    public enum Factor {
        /** The first seed. */
        SEED,
        /** How many seeds. */
        SEEDS,
        /** The data set. */
        DATA,
        /** The length of a training. */
        EPOCHS,
        /** Where tensors live. */
        DEVICE
    }

    private final String id;
    private final String book;
    private final String question;

    Experiment(String id, String book, String question) {
        this.id = id;
        this.book = book;
        this.question = question;
    }

    /**
     * Its name, and that of its directory.
     *
     * @return for example {@code two-layer}
     */
    public final String id() {
        return id;
    }

    /**
     * The section of the book.
     *
     * @return for example {@code 4.4.1}
     */
    public final String book() {
        return book;
    }

    /**
     * The question, in one line.
     *
     * @return ends with a question mark
     */
    public final String question() {
        return question;
    }

    /**
     * What of the laboratory its numbers depend on: the rest may be what it likes.
     *
     * @return all, unless an experiment says otherwise
     */
    public Set<Factor> inputs() {
        return EnumSet.allOf(Factor.class);
    }

    /**
     * What of it fails, for a search for the change that helps.
     *
     * @param lab data
     * @return by their names, empty where nothing fails
     */
    Map<Text, MlpTraining> failing(Laboratory lab) {
        return Map.of();
    }

    /** Whether something of it fails that a change could help. */
    public final boolean fails(Laboratory lab) {
        return !failing(lab).isEmpty();
    }

    /**
     * Measures, prints, and writes everything under {@code lab.out()/id}. The same laboratory gives
     * the same numbers, times aside.
     *
     * @param lab data, seeds, where to print and write
     * @return what was found, as in {@code result.json}
     * @throws IOException if a file cannot be written; those written before stay
     * @throws java.util.concurrent.CancellationException if {@code lab.stop()} became true; there
     *     is no {@code result.json} then
     */
    public abstract ExperimentResult run(Laboratory lab) throws IOException;
}
