package io.gradlab.figure;

import io.gradlab.core.Text;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.statistics.HistogramDataset;
import org.jfree.data.statistics.HistogramType;

/** How many members of a population have which test accuracy: bars of 0.02. */
public final class CountsFigure extends Figure {

    private static final double PANEL_HEIGHT = 170;
    private static final int BINS = 100;
    static final Color BARS = new Color(0x0072B2);

    private static final Text MEMBERS = Text.of("members");

    private final double[] accuracies;
    private final double success;
    private final int missing;

    /**
     * Bars, with a line where success begins.
     *
     * @param title above the panel; empty for none
     * @param accuracies of the members, in [0, 1]; those that are not finite are counted below
     * @param success the test accuracy that counts as success
     * @throws IllegalArgumentException if there is no accuracy
     */
    public CountsFigure(Text title, double[] accuracies, double success) {
        super(title);
        requireValues(title, accuracies);
        this.accuracies = Arrays.stream(accuracies).filter(Double::isFinite).toArray();
        missing = accuracies.length - this.accuracies.length;
        this.success = success;
    }

    @Override
    Page page(Labels labels) {
        return page(
                labels,
                PANEL_HEIGHT,
                new Page.Panel(labels.of(note()), plot(labels)),
                List.of(
                        Legend.Entry.marker(labels.of(MEMBERS), BARS, Style.marker(1)),
                        Legend.Entry.line(
                                labels.of(Text.of("success from here")),
                                Style.VERMILLION,
                                Style.SOLID)));
    }

    private Text note() {
        return missing == 0 ? Text.NOTHING : Text.of("without a score: %d", missing);
    }

    private XYPlot plot(Labels labels) {
        HistogramDataset bars = new HistogramDataset();
        bars.setType(HistogramType.FREQUENCY);
        // 0.29 is a little less than 29 hundredths in float64, and would fall into the bar below.
        double[] onTheirSide = Arrays.stream(accuracies).map(one -> one + 1e-9).toArray();
        bars.addSeries("members", onTheirSide, BINS, 0, 1);
        double highest = 1;
        for (int bin = 0; bin < BINS; bin++) {
            highest = Math.max(highest, bars.getYValue(0, bin));
        }
        XYPlot plot =
                Plots.plot(
                        Plots.numbers(labels.of(Text.of("test accuracy")), 0, 1),
                        Plots.numbers(labels.of(MEMBERS), 0, 1.06 * highest));
        Plots.layer(plot, 0, bars, Plots.bars(BARS));
        plot.addDomainMarker(new ValueMarker(success, Style.VERMILLION, Style.SOLID));
        return plot;
    }
}
