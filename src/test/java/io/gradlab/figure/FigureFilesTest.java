package io.gradlab.figure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.ChildJvm;
import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.files.RunFolder;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Of every kind of figure, with realistic numbers; the files stay in target/figures to look at. */
class FigureFilesTest {

    private static final Path SAMPLES = Path.of("target", "figures");

    /** A page of a handout must stay quick to send and open. */
    private static final long LARGEST_SVG = 300_000;

    /** Of lengths in the files. */
    private static final double HUNDREDTHS = 0.01;

    private static final List<ScoresFigure.Row> ONE_ROW =
            List.of(new ScoresFigure.Row(Text.of("2-5-1"), new double[] {0.5, 1}));

    private static final Map<String, Figure> FIGURES = SampleFigures.all();

    @TempDir private Path folder;

    @BeforeAll
    static void writeSamples() throws IOException {
        for (Map.Entry<String, Figure> figure : FIGURES.entrySet()) {
            FigureFiles.write(SAMPLES, figure.getKey(), figure.getValue());
        }
    }

    private static byte[] file(String name, String extension) throws IOException {
        return Files.readAllBytes(SAMPLES.resolve(name + "." + extension));
    }

    private static Document svg(String name) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(file(name, "svg")));
    }

    private static List<String> texts(Document svg) {
        NodeList nodes = svg.getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < nodes.getLength(); index++) {
            texts.add(nodes.item(index).getTextContent());
        }
        return texts;
    }

    @Test
    void svg_everyFigure_isSmallXmlOfEqualWidth() throws Exception {
        for (String name : FIGURES.keySet()) {
            assertThat(svg(name).getDocumentElement().getAttribute("width")).isEqualTo("454pt");
            assertThat(file(name, "svg").length).as(name).isLessThan((int) LARGEST_SVG);
        }
    }

    @Test
    void svg_labels_areText() throws Exception {
        assertThat(texts(svg("curves-many")))
                .contains("loss", "accuracy", "epoch", "train", "validation", "learning rate 5.0");
        assertThat(texts(svg("gradient-norms")))
                .contains("gradient norm", "layer", "fc1", "fc5", "0", "10⁻²⁰", "ReLU, bias -8");
        assertThat(texts(svg("scores"))).contains("test accuracy", "2-5-3-1, lr 3", "median");
        assertThat(texts(svg("boundary"))).contains("x1", "x2", "after 1000 epochs", "label 0");
        assertThat(texts(svg("histograms"))).contains("value", "density", "uniform U(-1, 1)");
    }

    /** Four fifths of the starts against one fifth: twice the height. */
    @Test
    void svg_scoresOfManyStarts_areBarsOfTheRootsOfTheirShares() throws Exception {
        Document figure = svg("scores-many");
        NodeList paths = figure.getElementsByTagName("path");
        List<Double> heights = new ArrayList<>();
        for (int index = 0; index < paths.getLength(); index++) {
            List<String> bars = List.of(((Element) paths.item(index)).getAttribute("d").split("Z"));
            if (bars.size() > 1 && bars.get(1).startsWith("M")) {
                bars.forEach(bar -> heights.add(height(bar)));
            }
        }
        assertThat(heights).hasSize(4); // two rows of two scores
        assertThat(Collections.max(heights) / Collections.min(heights))
                .isCloseTo(2, within(HUNDREDTHS));
        assertThat(texts(figure)).contains("10 % of the starts", "not finite: std 1e6");
    }

    private static double height(String rectangle) {
        double[] y =
                Pattern.compile("[0-9.]+ ([0-9.]+)")
                        .matcher(rectangle)
                        .results()
                        .mapToDouble(point -> Double.parseDouble(point.group(1)))
                        .toArray();
        return Arrays.stream(y).max().orElseThrow() - Arrays.stream(y).min().orElseThrow();
    }

    @Test
    void svg_titleElement_isTheTitleInItsLanguage() throws Exception {
        assertThat(titles("scores")).containsExactly("test accuracy over 20 seeds");
        assertThat(titles("gradient-norms-two")).isEmpty();
        Figure figure = new ScoresFigure(Text.of("Test accuracy over the starts"), ONE_ROW);
        try (RunFolder files = new RunFolder(SAMPLES, FigureFiles.names("titled"))) {
            FigureFiles.write(files, "titled", figure, Language.ZH);
        }
        assertThat(titles("titled.zh")).containsExactly("各次初始化的测试准确率");
    }

    private static List<String> titles(String name) throws Exception {
        NodeList titles = svg(name).getDocumentElement().getElementsByTagName("title");
        return IntStream.range(0, titles.getLength())
                .mapToObj(index -> titles.item(index).getTextContent())
                .toList();
    }

    /** A dead network, one that is not finite, and one that draws a line. */
    @Test
    void svg_boundaries_tellConstantFromNotFiniteFromDrawn() throws Exception {
        write("boundary-dead", SampleFigures.plane("dead", 0.49f));
        assertThat(texts(svg("boundary-dead")))
                .contains("constant answer, p = 0.49", "label 0", "label 1")
                .doesNotContain("probability 0.5", "not finite", "probability near 0");
        write("boundary-nan", SampleFigures.plane("exploded", Float.NaN));
        assertThat(texts(svg("boundary-nan")))
                .contains("not finite")
                .noneMatch(text -> text.contains("p ="))
                .doesNotContain("probability 0.5");
        assertThat(greys("boundary-nan")).isGreaterThan(1000);
        assertThat(greys("boundary-dead")).isZero();
        assertThat(texts(svg("boundary-one")))
                .contains("probability 0.5", "probability near 0", "probability near 1")
                .noneMatch(text -> text.contains("p ="));
    }

    /** Pixels like a stripe inside the panel; its image is smoothed. */
    private static long greys(String name) throws IOException {
        return Arrays.stream(pixels(png(name).getSubimage(200, 100, 500, 300)))
                .mapToObj(Color::new)
                .filter(
                        one ->
                                one.getRed() == one.getBlue()
                                        && Math.abs(one.getRed() - Hatching.STRIPE.getRed()) < 10)
                .count();
    }

    @Test
    void svg_map_namesTheColoursThatOccur() throws Exception {
        MapFigure.Axis axis = new MapFigure.Axis(Text.of("bias"), List.of(Text.of("0")));
        List<MapFigure.Key> keys =
                IntStream.rangeClosed(0, 10).mapToObj(MapFigure.Key::share).toList();
        MapFigure.Cell cell = new MapFigure.Cell(7, "0.68");
        write("map", new MapFigure(Text.NOTHING, axis, axis, keys, List.of(List.of(cell))));
        assertThat(texts(svg("map"))).contains("0.68", "0.7").doesNotContain("0.6", "0.8");
    }

    private static void write(String name, Figure figure) throws IOException {
        FigureFiles.write(SAMPLES, name, figure);
    }

    /** Two files of one figure; its texts lead from the words of one to those of the other. */
    @Test
    void write_inChinese_hasEveryTextOfTheEnglishFile() throws Exception {
        CurvesFigure figure = SampleFigures.divergedCurve();
        try (RunFolder files = new RunFolder(SAMPLES, FigureFiles.names("diverged"))) {
            FigureFiles.write(files, "diverged", figure, Language.ZH);
        }
        assertThat(texts(svg("diverged"))).containsAll(in(figure, Language.EN));
        assertThat(texts(svg("diverged.zh")))
                .containsAll(in(figure, Language.ZH))
                .contains("回合", "损失（对数坐标）", "没有有限值：weights of std 1e30");
    }

    private static List<String> in(Figure figure, Language language) {
        return figure.texts().stream().map(text -> text.in(language)).toList();
    }

    @Test
    void svg_fontFamily_hasFallbacks() throws IOException {
        String text = new String(file("scores", "svg"), UTF_8);
        assertThat(text).contains("font-family=\"'DejaVu Sans', Verdana, sans-serif\"");
    }

    @Test
    void svg_nothingFinite_saysSo() throws Exception {
        assertThat(texts(svg("curves-diverged"))).contains("no finite values: weights of std 1e30");
    }

    @Test
    void pdf_everyFigure_isOnePageWithEmbeddedFonts() throws IOException {
        for (String name : FIGURES.keySet()) {
            try (PDDocument document = Loader.loadPDF(file(name, "pdf"))) {
                assertThat(document.getNumberOfPages()).isEqualTo(1);
                List<PDFont> fonts = fonts(document.getPage(0).getResources());
                assertThat(fonts).as(name).isNotEmpty().allMatch(PDFont::isEmbedded);
            }
        }
    }

    private static List<PDFont> fonts(PDResources resources) throws IOException {
        List<PDFont> fonts = new ArrayList<>();
        for (COSName name : resources.getFontNames()) {
            fonts.add(resources.getFont(name));
        }
        for (COSName name : resources.getXObjectNames()) {
            if (resources.getXObject(name) instanceof PDFormXObject form) {
                fonts.addAll(fonts(form.getResources()));
            }
        }
        return fonts;
    }

    @Test
    void pdf_labels_areText() throws IOException {
        try (PDDocument document = Loader.loadPDF(file("gradient-norms", "pdf"))) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("gradient norm of the weights at step 1", "fc1", "sigmoid");
        }
    }

    @Test
    void png_everyFigure_hasTwoPixelsForEachPointAndIsNotBlank() throws IOException {
        for (Map.Entry<String, Figure> figure : FIGURES.entrySet()) {
            BufferedImage image = png(figure.getKey());
            assertThat(image.getWidth()).isEqualTo(908);
            assertThat(image.getHeight())
                    .isEqualTo(2 * figure.getValue().page(Language.EN).height());
            assertThat(Arrays.stream(pixels(image)).distinct().count())
                    .as("colours in %s", figure.getKey())
                    .isGreaterThan(50);
        }
    }

    private static BufferedImage png(String name) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file(name, "png")));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void png_series_haveTheirColours() throws IOException {
        int[] pixels = pixels(png("gradient-norms"));
        for (int series = 0; series < 6; series++) {
            assertThat(pixels).contains(Style.colour(series).getRGB());
        }
    }

    @Test
    void write_again_isBytewiseEqual() throws IOException {
        for (Map.Entry<String, Figure> figure : SampleFigures.all().entrySet()) {
            FigureFiles.write(folder, figure.getKey(), figure.getValue());
            for (String extension : List.of("svg", "pdf", "png")) {
                assertThat(Files.readAllBytes(folder.resolve(figure.getKey() + "." + extension)))
                        .as(figure.getKey() + "." + extension)
                        .isEqualTo(file(figure.getKey(), extension));
            }
        }
    }

    @Test
    void write_twoThreads_isBytewiseEqual() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (String thread : List.of("a", "b")) {
                for (Map.Entry<String, Figure> figure : FIGURES.entrySet()) {
                    tasks.add(
                            () -> {
                                FigureFiles.write(
                                        folder.resolve(thread), figure.getKey(), figure.getValue());
                                return null;
                            });
                }
            }
            for (Future<Void> written : threads.invokeAll(tasks)) {
                written.get();
            }
        } finally {
            threads.shutdownNow();
        }
        for (String name : FIGURES.keySet()) {
            for (String thread : List.of("a", "b")) {
                Path pdf = folder.resolve(thread).resolve(name + ".pdf");
                assertThat(Files.readAllBytes(pdf)).isEqualTo(file(name, "pdf"));
            }
        }
    }

    @Test
    void write_whereAFolderIsInTheWay_writesNothing() throws IOException {
        Files.createDirectories(folder.resolve("f.pdf").resolve("full"));
        assertThatThrownBy(() -> FigureFiles.write(folder, "f", SampleFigures.twoGradientNorms()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(names(folder)).containsExactly("f.pdf");
    }

    @Test
    void write_folderIsAFile_leavesTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("out"), "mine");
        assertThatThrownBy(() -> FigureFiles.write(file, "f", SampleFigures.twoGradientNorms()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(file).hasContent("mine");
        assertThat(names(folder)).containsExactly("out");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void write_textsWithoutGlyphsAndWithMarkup_areDrawn() throws Exception {
        ScoresFigure.Row row =
                new ScoresFigure.Row(Text.of("<你好> & \"co\""), new double[] {1, Double.NaN});
        FigureFiles.write(SAMPLES, "foreign", new ScoresFigure(Text.of("титул"), List.of(row)));
        assertThat(texts(svg("foreign")))
                .contains("титул", "<你好> & \"co\"", "not finite: <你好> & \"co\"");
    }

    /** A machine without any font, as far as a test can make one. */
    @Test
    void write_systemWithoutFonts_isBytewiseEqual() throws Exception {
        Path none = Files.createDirectory(folder.resolve("none"));
        Path configuration = folder.resolve("fonts.conf");
        Files.writeString(
                configuration,
                "<?xml version=\"1.0\"?><fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>"
                        .formatted(none, none));
        ProcessBuilder builder =
                ChildJvm.of(
                        SampleFigures.class,
                        // Where AWT remembers the fonts of a machine.
                        List.of("-Duser.home=" + none),
                        folder.resolve("figures").toString());
        builder.environment().put("FONTCONFIG_FILE", configuration.toString());
        ChildJvm.run(builder);
        for (String extension : List.of("svg", "pdf", "png")) {
            assertThat(Files.readAllBytes(folder.resolve("figures/scores." + extension)))
                    .isEqualTo(file("scores", extension));
        }
    }

    @Test
    void write_anyFigure_leavesNoThreadThatKeepsTheProgramAlive() {
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.isAlive() && !thread.isDaemon())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("AWT") || name.startsWith("Java2D"));
    }
}
