package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The hand-out and the report of a short laboratory, as a browser prints them. */
class PrintedPagesTest {

    private static ChromeDriver browser;

    @BeforeAll
    static void openBrowser() {
        browser = ReportBrowser.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    /** What a printer gets, on the paper that the page asks for. */
    private static PDDocument printed() throws IOException {
        // Once a page was printed before it was laid out: a sheet was missing.
        browser.executeAsyncScript(
                "const done = arguments[0];"
                        + "document.fonts.ready.then(() => requestAnimationFrame("
                        + "() => requestAnimationFrame(done)));");
        Object data =
                browser.executeCdpCommand("Page.printToPDF", Map.of("preferCSSPageSize", true))
                        .get("data");
        return Loader.loadPDF(Base64.getDecoder().decode((String) data));
    }

    private static String text(PDDocument document, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page + 1);
        stripper.setEndPage(page + 1);
        return stripper.getText(document).replaceAll("\\s+", " ");
    }

    private static List<String> ids() {
        return ReportCommand.ids();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void handOut_isAPageOfA4ForEachQuestion(String language) throws IOException {
        ReportBrowser.show(browser, language, "brief.html");
        try (PDDocument document = printed()) {
            assertThat(document.getNumberOfPages()).isEqualTo(ids().size()).isLessThanOrEqualTo(10);
            for (int page = 0; page < ids().size(); page++) {
                assertThat(text(document, page)).contains("scripts/gradlab run " + ids().get(page));
                // Chromium rounds 210 by 297 mm to whole points or pixels.
                assertThat(document.getPage(page).getMediaBox().getWidth())
                        .isCloseTo(595, within(2f));
                assertThat(document.getPage(page).getMediaBox().getHeight())
                        .isCloseTo(842, within(2f));
            }
        }
    }

    /** Each page keeps its size on a wide screen, as in print. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void handOut_cutsNothing(String language) {
        ReportBrowser.show(browser, language, "brief.html");
        List<WebElement> sheets = browser.findElements(By.cssSelector(".sheet"));
        assertThat(sheets).hasSize(ids().size());
        assertThat(
                        browser.executeScript(
                                "return [...document.querySelectorAll('.sheet')]"
                                        + ".filter(s => s.scrollHeight > s.clientHeight + 1"
                                        + " || s.querySelectorAll('figure svg').length !== 1)"
                                        + ".map(s => s.id)"))
                .isEqualTo(List.of());
    }

    /** Folded parts are open, but for the longest tables, of which a line says where they are. */
    @Test
    void printedReport_hasEverythingAndNoHalfEmptyPage() throws IOException {
        ReportBrowser.show(browser, "en", "report.html");
        try (PDDocument document = printed()) {
            StringBuilder text = new StringBuilder();
            PDFRenderer renderer = new PDFRenderer(document);
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                text.append(text(document, page));
                if (page + 1 < document.getNumberOfPages()) {
                    assertThat(filled(renderer.renderImageWithDPI(page, 36)))
                            .as("page %d, its share down to the last line", page + 1)
                            .isGreaterThan(0.5);
                }
            }
            assertThat(text)
                    .contains("Predict.", "Diagnosis by the health listener", "the rules")
                    .contains("all of them are in result.json")
                    .doesNotContain("rows are shown", "scroll sideways", "▸", "▶");
        }
    }

    /** Down to its last row that is not white. */
    private static double filled(BufferedImage page) {
        for (int y = page.getHeight() - 1; y > 0; y--) {
            for (int x = 0; x < page.getWidth(); x++) {
                if ((page.getRGB(x, y) & 0xff) < 128) {
                    return (double) y / page.getHeight();
                }
            }
        }
        return 0;
    }
}
