package io.gradlab.figure;

import io.gradlab.core.Text;
import io.gradlab.figure.CurvesPanel.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Loss and accuracy over the epochs, side by side: train solid, validation dashed. A loss that
 * spans more than three decades gets a logarithmic axis. Values that are not finite are gaps; a
 * curve without any finite value is named in the panel.
 */
public final class CurvesFigure extends Figure {

    private static final double PANEL_HEIGHT = 165;

    private final List<Curve> curves;

    /**
     * One training.
     *
     * @param name for the legend
     * @param trainLoss at each epoch, from 0
     * @param trainAccuracy in [0, 1]
     * @param validationLoss at each epoch
     * @param validationAccuracy in [0, 1]
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, read once
    public record Curve(
            Text name,
            double[] trainLoss,
            double[] trainAccuracy,
            double[] validationLoss,
            double[] validationAccuracy) {

        /**
         * Checks that there is something to draw.
         *
         * @throws IllegalArgumentException if a series is empty
         */
        public Curve {
            requireValues(name + ", train loss", trainLoss);
            requireValues(name + ", train accuracy", trainAccuracy);
            requireValues(name + ", validation loss", validationLoss);
            requireValues(name + ", validation accuracy", validationAccuracy);
        }
    }

    /**
     * Curves of several trainings.
     *
     * @param title above the panels; empty for none
     * @param curves at least one
     * @throws IllegalArgumentException if there is none
     */
    public CurvesFigure(Text title, List<Curve> curves) {
        super(title);
        this.curves = requireAny("curves", title, curves);
    }

    @Override
    Page page(Labels labels) {
        CurvesPanel loss = panel(c -> new Pair(c.name, c.trainLoss, c.validationLoss));
        CurvesPanel accuracy = panel(c -> new Pair(c.name, c.trainAccuracy, c.validationAccuracy));
        return page(
                labels,
                new Page.Grid(2, PANEL_HEIGHT),
                List.of(
                        new Page.Panel(labels.of(loss.note()), loss.lossPlot(labels)),
                        new Page.Panel(labels.of(accuracy.note()), accuracy.accuracyPlot(labels))),
                legend(labels));
    }

    private CurvesPanel panel(Function<Curve, Pair> quantity) {
        return new CurvesPanel(curves.stream().map(quantity).toList());
    }

    private List<Legend.Entry> legend(Labels labels) {
        boolean several = curves.size() > 1;
        List<Legend.Entry> entries = new ArrayList<>();
        if (several) {
            entries.addAll(Legend.series(curves.stream().map(curve -> labels.of(curve.name))));
        }
        var colour = several ? Style.INK : Style.colour(0);
        Text name = curves.get(0).name;
        Text train = several ? Text.of("train") : Text.of("%s, train", name);
        Text validation = several ? Text.of("validation") : Text.of("%s, validation", name);
        entries.add(Legend.Entry.line(labels.of(train), colour, Style.SOLID));
        entries.add(Legend.Entry.line(labels.of(validation), colour, Style.DASHED));
        return entries;
    }
}
