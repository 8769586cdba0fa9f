package io.gradlab.experiment;

import io.gradlab.data.Examples;
import io.gradlab.figure.BoundaryFigure;
import io.gradlab.figure.FeatureGrid;
import io.gradlab.nn.Mlp;
import io.gradlab.nn.StateDict;
import io.gradlab.train.Runner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Decision boundaries over the training examples, for data of two features. */
final class Boundaries {

    /** Updates after which a boundary is drawn, besides the last. */
    private static final List<Integer> TIMES = List.of(0, 10, 100);

    private Boundaries() {}

    /**
     * One network of one setup for each panel.
     *
     * @param title above the panels
     * @param setups by the name of the panel
     * @param parameters of each, by the same name
     * @return empty for data that are no plane
     */
    static Optional<BoundaryFigure> of(
            Laboratory lab,
            String title,
            Map<String, Setup> setups,
            Map<String, StateDict> parameters) {
        if (lab.data().width() != 2) {
            return Optional.empty();
        }
        Examples train = lab.data().train();
        FeatureGrid grid = FeatureGrid.around(train.features());
        List<BoundaryFigure.Panel> panels = new ArrayList<>();
        setups.forEach(
                (name, setup) -> {
                    Mlp network = new Mlp(setup.architecture());
                    try (Runner runner = new Runner(network, Runner.sgd(setup.learningRate()))) {
                        runner.load(Objects.requireNonNull(parameters.get(name), name));
                        panels.add(
                                new BoundaryFigure.Panel(name, runner.predict(2, grid.points())));
                    }
                });
        return Optional.of(
                new BoundaryFigure(
                        title,
                        new BoundaryFigure.Points(
                                lab.data().featureNames().get(0),
                                lab.data().featureNames().get(1),
                                train.features(),
                                train.labels()),
                        grid,
                        panels));
    }

    /**
     * Networks after their last update: the best parameters of one that never learns are its start.
     *
     * @param epochs of each
     * @param runs from the first seed, by the name of the panel
     * @return empty for data that are no plane
     */
    static Optional<BoundaryFigure> ofRuns(Laboratory lab, int epochs, Map<String, Run> runs) {
        Map<String, Setup> setups = new LinkedHashMap<>();
        Map<String, StateDict> last = new LinkedHashMap<>();
        runs.forEach(
                (name, run) -> {
                    setups.put(name, run.setup());
                    last.put(name, run.result().last());
                });
        return of(lab, title(lab, epochs), setups, last);
    }

    static String title(Laboratory lab, int epochs) {
        return "Decision boundaries after " + epochs + " epochs, seed " + lab.seed();
    }

    /** The same, named by widths and learning rate. */
    static Optional<BoundaryFigure> ofRuns(Laboratory lab, int epochs, Runs runs) {
        Map<String, Run> named = new LinkedHashMap<>();
        runs.bySetup().forEach((setup, all) -> named.put(setup.widthsAndRate(), all.get(0)));
        return ofRuns(lab, epochs, named);
    }

    /** A network from the first seed at the start, after 10 and 100 updates and at the end. */
    static Optional<BoundaryFigure> overTime(Laboratory lab, Setup setup, int epochs) {
        Map<String, StateDict> states = new LinkedHashMap<>();
        lab.trainings()
                .observed(
                        setup,
                        lab.seed(),
                        epochs,
                        (updates, runner) -> {
                            if (TIMES.contains(updates) || updates == epochs) {
                                states.put("epoch " + updates, runner.parameters());
                            }
                        });
        Map<String, Setup> setups = new LinkedHashMap<>();
        states.keySet().forEach(name -> setups.put(name, setup));
        return of(
                lab,
                "Decision boundary of " + setup.widthsAndRate() + ", seed " + lab.seed(),
                setups,
                states);
    }
}
