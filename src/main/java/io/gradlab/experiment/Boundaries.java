package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.data.Examples;
import io.gradlab.figure.BoundaryFigure;
import io.gradlab.figure.FeatureGrid;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.train.Runner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decision boundaries over the training examples, for data of two features. */
final class Boundaries {

    /** Updates after which a boundary is drawn, besides the last. */
    private static final List<Integer> TIMES = List.of(0, 10, 100);

    private Boundaries() {}

    /**
     * Networks after their last update: the best parameters of one that never learns are its start.
     *
     * @param epochs of each
     * @param networks from the first seed, by the name of the panel
     * @return empty for data that are no plane
     */
    static Optional<BoundaryFigure> atEnd(
            Laboratory lab, int epochs, Map<Text, Snapshot> networks) {
        Text title = Text.of("Decision boundaries after %d epochs, seed %d", epochs, lab.seed());
        return of(lab, title, networks);
    }

    private static Optional<BoundaryFigure> of(
            Laboratory lab, Text title, Map<Text, Snapshot> networks) {
        if (lab.data().width() != 2) {
            return Optional.empty();
        }
        Examples train = lab.data().train();
        FeatureGrid grid = FeatureGrid.around(train.features());
        List<BoundaryFigure.Panel> panels = new ArrayList<>();
        networks.forEach(
                (name, network) -> {
                    MlpBlock mlp = new MlpBlock(network.setup().architecture());
                    try (Runner runner =
                            new Runner(mlp, Runner.sgd(network.setup().learningRate()))) {
                        runner.load(network.parameters());
                        panels.add(
                                new BoundaryFigure.Panel(name, runner.predict(2, grid.points())));
                    }
                });
        return Optional.of(
                new BoundaryFigure(
                        title,
                        new BoundaryFigure.Points(
                                Text.of(lab.data().featureNames().get(0)),
                                Text.of(lab.data().featureNames().get(1)),
                                train.features(),
                                train.labels()),
                        grid,
                        panels));
    }

    /** A network from the first seed at the start, after 10 and 100 updates and at the end. */
    static Optional<BoundaryFigure> overTime(Laboratory lab, MlpConfiguration setup, int epochs) {
        Map<Text, Snapshot> states = new LinkedHashMap<>();
        lab.trainings()
                .observed(
                        setup,
                        lab.seed(),
                        epochs,
                        (updates, runner) -> {
                            if (TIMES.contains(updates) || updates == epochs) {
                                states.put(
                                        Text.of("epoch %d", updates),
                                        new Snapshot(setup, runner.parameters()));
                            }
                        });
        return of(
                lab,
                Text.of(
                        "Decision boundary of %s, seed %d",
                        Networks.widthsAndRate(setup), lab.seed()),
                states);
    }
}
