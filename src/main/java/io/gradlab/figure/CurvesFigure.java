package io.gradlab.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Loss and accuracy over the epochs, side by side: train solid, validation dashed. A loss that
 * spans more than three decades gets a logarithmic axis. Values that are not finite are gaps; a
 * curve without any finite value is named in the panel.
 */
public final class CurvesFigure extends Figure {

    private static final double PANEL_HEIGHT = 165;

    private final String title;
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
            String name,
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
    public CurvesFigure(String title, List<Curve> curves) {
        this.title = title;
        this.curves = requireAny("curves", title, curves);
    }

    @Override
    Page page() {
        CurvesPanel loss =
                new CurvesPanel(
                        curves.stream()
                                .map(
                                        c ->
                                                new CurvesPanel.Pair(
                                                        c.name, c.trainLoss, c.validationLoss))
                                .toList());
        CurvesPanel accuracy =
                new CurvesPanel(
                        curves.stream()
                                .map(
                                        c ->
                                                new CurvesPanel.Pair(
                                                        c.name,
                                                        c.trainAccuracy,
                                                        c.validationAccuracy))
                                .toList());
        return new Page(
                title,
                new Page.Grid(2, PANEL_HEIGHT),
                List.of(
                        new Page.Panel(loss.note(), loss.lossPlot()),
                        new Page.Panel(accuracy.note(), accuracy.accuracyPlot())),
                legend());
    }

    private Legend legend() {
        List<Legend.Entry> entries = new ArrayList<>();
        boolean several = curves.size() > 1;
        for (int index = 0; several && index < curves.size(); index++) {
            entries.add(
                    new Legend.Entry(
                            curves.get(index).name,
                            Style.colour(index),
                            Style.SOLID,
                            Style.marker(index),
                            true));
        }
        var colour = several ? Style.INK : Style.colour(0);
        String name = several ? "" : curves.get(0).name + ", ";
        entries.add(Legend.Entry.line(name + "train", colour, Style.SOLID));
        entries.add(Legend.Entry.line(name + "validation", colour, Style.DASHED));
        return new Legend(entries);
    }
}
