package io.gradlab.experiment;

import io.gradlab.core.UserMistake;
import java.util.List;
import java.util.stream.Collectors;

/** Every experiment, in the order of the book. A new one is one class and one line here. */
public final class ExperimentRegistry {

    private ExperimentRegistry() {}

    /**
     * All experiments.
     *
     * @return new instances, in the order of the book
     */
    public static List<Experiment> all() {
        return List.of(
                new TwoLayer(),
                new ThreeLayer(),
                new SearchByHand(),
                new AutogradVsManual(),
                new ZeroInit(),
                new Initializers(),
                new VanishingGradient(),
                new DeadRelu(),
                new BornDead(),
                new ExplodingGradient());
    }

    /**
     * An experiment by name.
     *
     * @param id for example {@code dead-relu}
     * @return a new instance
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Experiment named(String id) {
        return all().stream()
                .filter(experiment -> experiment.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UserMistake(
                                        "experiment '%s' is unknown; use one of %s"
                                                .formatted(id, ids())));
    }

    private static String ids() {
        return all().stream().map(Experiment::id).collect(Collectors.joining(", "));
    }
}
