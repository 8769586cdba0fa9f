package io.gradlab.figure;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * A vertical logarithmic axis that can show 0. Its coordinate is log10 of the value; exact 0, which
 * has no logarithm, has a place of its own below the smallest decade, with the label "0".
 */
final class DecadeAxis extends NumberAxis {

    private static final long serialVersionUID = 1;

    private static final int MOST_TICKS = 9;
    private static final int[] STEPS = {1, 2, 5, 10, 20, 50, 100};
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /** Of the decades shown: the room for 0, and the margins. */
    private static final double ZERO_GAP = 0.09;

    private static final double MARGIN = 0.04;

    private final int lowest;
    private final int highest;
    private final boolean showsZero;

    /** Shows the values that are finite and not negative, of which there is at least one. */
    DecadeAxis(String label, double[] values) {
        super(label);
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        boolean zero = false;
        for (double value : values) {
            zero |= value == 0;
            if (value > 0 && value < Double.POSITIVE_INFINITY) {
                smallest = Math.min(smallest, value);
                largest = Math.max(largest, value);
            }
        }
        lowest = largest == 0 ? 0 : (int) Math.floor(Math.log10(smallest));
        highest = largest == 0 ? 1 : Math.max(lowest + 1, (int) Math.ceil(Math.log10(largest)));
        showsZero = zero;
        Plots.styled(this);
        double margin = MARGIN * (highest - lowest);
        setRange((zero ? zero() : lowest) - margin, highest + margin);
    }

    /** The coordinate of exact 0. */
    double zero() {
        return lowest - Math.max(0.2, ZERO_GAP * (highest - lowest));
    }

    /** log10 of a value; {@link #zero()} for 0, NaN for what cannot be shown. */
    double coordinate(double value) {
        if (value == 0) {
            return zero();
        }
        return value > 0 && value < Double.POSITIVE_INFINITY ? Math.log10(value) : Double.NaN;
    }

    @Override
    public List<NumberTick> refreshTicks(
            Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
        List<NumberTick> ticks = new ArrayList<>();
        if (showsZero) {
            ticks.add(tick(zero(), "0"));
        }
        int step = step();
        for (int exponent = highest - Math.floorMod(highest, step);
                exponent >= lowest;
                exponent -= step) {
            ticks.add(tick(exponent, power(exponent)));
        }
        return ticks;
    }

    private int step() {
        for (int step : STEPS) {
            if ((highest - lowest) / step < MOST_TICKS) {
                return step;
            }
        }
        throw new AssertionError("doubles span fewer than 640 decades");
    }

    private static NumberTick tick(double coordinate, String label) {
        return new NumberTick(
                coordinate, label, TextAnchor.CENTER_RIGHT, TextAnchor.CENTER_RIGHT, 0);
    }

    /** For example 10⁻²⁵. */
    static String power(int exponent) {
        StringBuilder text = new StringBuilder("10");
        for (char character : Integer.toString(exponent).toCharArray()) {
            text.append(character == '-' ? '⁻' : SUPERSCRIPTS.charAt(character - '0'));
        }
        return text.toString();
    }
}
