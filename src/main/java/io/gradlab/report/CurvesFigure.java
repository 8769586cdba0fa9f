package io.gradlab.report;

import java.util.List;

/** stub */
public final class CurvesFigure {
    /** s. */
    public CurvesFigure(String t, List<Curve> c) {}

    /** s. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Curve(String n, double[] a, double[] b, double[] c, double[] d) {}
}
