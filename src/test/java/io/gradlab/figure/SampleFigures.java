package io.gradlab.figure;

import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.result.Statistics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One figure of each kind with realistic numbers, to look at and to test with. The gradient norms
 * are the reference values of the book's five-layer networks at step 1.
 */
public final class SampleFigures {

    private SampleFigures() {}

    static CurvesFigure oneCurve() {
        return new CurvesFigure(
                Text.of("2-5-1, sigmoid, learning rate 2"),
                List.of(new HandTrained(800, 1).train(Text.of("2-5-1"), 1000, 2)));
    }

    static CurvesFigure manyCurves() {
        List<CurvesFigure.Curve> curves = new ArrayList<>();
        for (double rate : new double[] {0.2, 1, 3, 5}) {
            curves.add(
                    new HandTrained(800, 3).train(Text.of("learning rate %.1f", rate), 1000, rate));
        }
        return new CurvesFigure(Text.of("2-5-1 at four learning rates"), curves);
    }

    static CurvesFigure fewEpochs() {
        return new CurvesFigure(
                Text.of("five epochs"),
                List.of(new HandTrained(800, 3).train(Text.of("2-5-1"), 5, 2)));
    }

    static CurvesFigure divergedCurve() {
        double[] loss = IntStream.range(0, 60).mapToDouble(e -> 0.7 * Math.exp(e)).toArray();
        Arrays.fill(loss, 40, 60, Double.NaN);
        loss[39] = Double.POSITIVE_INFINITY;
        double[] accuracy =
                IntStream.range(0, 60).mapToDouble(e -> e < 40 ? 0.5 : 0.4875).toArray();
        double[] nothing = new double[60];
        Arrays.fill(nothing, Double.NaN);
        return new CurvesFigure(
                Text.of("exploding"),
                List.of(
                        new CurvesFigure.Curve(
                                Text.of("no clipping"), loss, accuracy, loss, accuracy),
                        new CurvesFigure.Curve(
                                Text.of("weights of std 1e30"),
                                nothing,
                                nothing,
                                nothing,
                                nothing)));
    }

    static HistogramFigure histograms() {
        Random random = new Random(0);
        double[] gaussian = random.doubles(10_000).map(u -> random.nextGaussian()).toArray();
        double[] uniform = random.doubles(10_000, -1, 1).toArray();
        return new HistogramFigure(
                Text.of("10,000 initial weights each"),
                List.of(
                        new HistogramFigure.Panel(
                                Text.of("Gaussian N(0, 1)"),
                                gaussian,
                                x -> Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI)),
                        new HistogramFigure.Panel(
                                Text.of("uniform U(-1, 1)"),
                                uniform,
                                x -> Math.abs(x) <= 1 ? 0.5 : 0)));
    }

    static GradientNormFigure gradientNorms() {
        Map<String, double[]> norms = new LinkedHashMap<>();
        norms.put("sigmoid", new double[] {2.3e-12, 2.03e-9, 1.17e-6, 6.85e-4, 0.309});
        norms.put("ReLU", new double[] {1.53e-9, 3.59e-7, 4.14e-5, 4.74e-3, 0.425});
        norms.put("ReLU, bias -8", new double[] {0, 0, 0, 0, 0});
        norms.put(
                "Leaky 0.01, bias -8", new double[] {2.51e-17, 5.8e-14, 6.58e-10, 7.64e-6, 0.0675});
        norms.put("Leaky 0.2, bias -8", new double[] {4.01e-12, 9.29e-9, 5.27e-6, 3.05e-3, 1.35});
        norms.put("ELU, bias -8", new double[] {3.24e-23, 2.83e-17, 9.35e-12, 3.2e-6, 0.844});
        return new GradientNormFigure(
                Text.of("gradient norm of the weights at step 1, 2-3-3-3-3-1"),
                norms.entrySet().stream()
                        .map(e -> new GradientNormFigure.Series(Text.of(e.getKey()), e.getValue()))
                        .toList());
    }

    static GradientNormFigure twoGradientNorms() {
        return new GradientNormFigure(
                Text.NOTHING,
                List.of(
                        new GradientNormFigure.Series(
                                Text.of("sigmoid"),
                                new double[] {2.3e-12, 2.03e-9, 1.17e-6, 6.85e-4, 0.309}),
                        new GradientNormFigure.Series(
                                Text.of("ReLU"),
                                new double[] {0, 3.59e-7, 4.14e-5, 4.74e-3, 0.425})));
    }

    static BoundaryFigure boundaries(int... epochs) {
        HandTrained network = new HandTrained(1000, 3);
        FeatureGrid grid = FeatureGrid.around(network.features);
        List<BoundaryFigure.Panel> panels = new ArrayList<>();
        int done = 0;
        for (int epoch : epochs) {
            for (; done < epoch; done++) {
                network.step(3);
            }
            panels.add(
                    new BoundaryFigure.Panel(
                            Text.of("after %d epochs", epoch), network.predict(grid.points())));
        }
        return new BoundaryFigure(
                Text.of("2-5-1, learning rate 3"),
                new BoundaryFigure.Points(
                        Text.of("x1"), Text.of("x2"), network.features, network.labels),
                grid,
                panels);
    }

    /** A network of the same probability everywhere. */
    static BoundaryFigure plane(String name, float probability) {
        HandTrained network = new HandTrained(100, 3);
        float[] probabilities = new float[FeatureGrid.CELLS * FeatureGrid.CELLS];
        Arrays.fill(probabilities, probability);
        return new BoundaryFigure(
                Text.of(name),
                new BoundaryFigure.Points(
                        Text.of("x1"), Text.of("x2"), network.features, network.labels),
                FeatureGrid.around(network.features),
                List.of(new BoundaryFigure.Panel(Text.of(name), probabilities)));
    }

    static SharesFigure shares() {
        List<SharesFigure.Row> rows = new ArrayList<>();
        for (int succeeded = 100; succeeded >= 0; succeeded -= 20) {
            rows.add(
                    new SharesFigure.Row(
                            Text.of("%d of %d", succeeded, 100), Statistics.share(succeeded, 100)));
        }
        return new SharesFigure(
                Text.of("Changes of %s that were tried", "2-5-1 sigmoid"),
                rows,
                List.of(
                        new SharesFigure.Row(Text.of("nothing changed"), Statistics.share(3, 100)),
                        new SharesFigure.Row(
                                Text.of("a random change for each start"),
                                Statistics.share(18, 100))));
    }

    static ScoresFigure scores() {
        Random random = new Random(5);
        List<ScoresFigure.Row> rows = new ArrayList<>();
        String[] names = {
            "2-5-1, lr 0.2",
            "2-4-1, lr 0.2",
            "2-3-1, lr 0.2",
            "2-2-1, lr 0.2",
            "2-5-3-1, lr 0.2",
            "2-2-1, lr 2",
            "2-2-1, lr 3",
            "2-5-1, lr 2",
            "2-5-1, lr 5",
            "2-5-3-1, lr 1",
            "2-5-3-1, lr 3"
        };
        for (int row = 0; row < names.length; row++) {
            double share = row / 12.0;
            rows.add(
                    new ScoresFigure.Row(
                            Text.of(names[row]),
                            random.doubles(20)
                                    .map(u -> u < share ? 0.99 : 0.86)
                                    .map(
                                            s ->
                                                    Math.round(
                                                                    200
                                                                            * (s
                                                                                    + 0.012
                                                                                            * random
                                                                                                    .nextGaussian()))
                                                            / 200.0)
                                    .map(s -> Math.min(1, s))
                                    .toArray()));
        }
        return new ScoresFigure(Text.of("test accuracy over 20 seeds"), rows);
    }

    /** Four of five seeds at 0.86, one at 0.99, and one row where one of 1000 is not finite. */
    static ScoresFigure scoresOfManySeeds() {
        double[] bimodal = new double[1000];
        Arrays.setAll(bimodal, seed -> seed % 5 == 0 ? 0.99 : 0.86);
        double[] broken = bimodal.clone();
        broken[7] = Double.NaN;
        return new ScoresFigure(
                Text.of("test accuracy over 1000 seeds"),
                List.of(
                        new ScoresFigure.Row(Text.of("2-5-1"), bimodal),
                        new ScoresFigure.Row(Text.of("std 1e6"), broken)));
    }

    static Map<String, Figure> all() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("curves", oneCurve());
        figures.put("curves-many", manyCurves());
        figures.put("curves-few", fewEpochs());
        figures.put("curves-diverged", divergedCurve());
        figures.put("histograms", histograms());
        figures.put("gradient-norms", gradientNorms());
        figures.put("gradient-norms-two", twoGradientNorms());
        figures.put("boundary", boundaries(0, 10, 100, 1000));
        figures.put("boundary-one", boundaries(1000));
        figures.put("boundary-three", boundaries(0, 100, 1000));
        figures.put("scores", scores());
        figures.put("shares", shares());
        figures.put("scores-many", scoresOfManySeeds());
        return figures;
    }

    /** Writes all of them to the given folder and prints how long each took. */
    public static void main(String[] arguments) throws IOException {
        Map<String, Figure> figures = all();
        long begin = System.nanoTime();
        for (Map.Entry<String, Figure> figure : figures.entrySet()) {
            long start = System.nanoTime();
            FigureFiles.write(Path.of(arguments[0]), figure.getKey(), figure.getValue());
            long milliseconds = (System.nanoTime() - start) / 1_000_000;
            System.out.println(figure.getKey() + ": " + milliseconds + " ms");
        }
        System.out.println("all: " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }

    /** Each as this program writes it. */
    public static Map<String, String> svgs() throws IOException {
        Map<String, String> svgs = new LinkedHashMap<>();
        for (Map.Entry<String, Figure> figure : all().entrySet()) {
            byte[] svg = SvgEncoder.encode(figure.getValue().page(Language.EN));
            svgs.put(figure.getKey(), new String(svg, StandardCharsets.UTF_8));
        }
        return svgs;
    }
}
