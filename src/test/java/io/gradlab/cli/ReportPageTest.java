package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.experiment.Experiment;
import io.gradlab.experiment.ExperimentRegistry;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.ResultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The report of a short laboratory, in a browser. */
class ReportPageTest {

    /** WCAG 2.1, level AA, for text of ordinary size. */
    private static final double CONTRAST = 4.5;

    private static final Pattern ENGLISH_WORD = Pattern.compile("[A-Za-z]{2,}");

    /**
     * Words of the Chinese page: people, libraries, functions, names of parameters and of files.
     */
    private static final Set<String> ALLOWED =
            Set.of(
                    """
                    He Glorot Xavier Wilson Gradlab gradlab Paddle PyTorch pytorch DJL djl Java
                    java os Linux amd aarch cpu UTC Runner Sigmoid sigmoid tanh ReLU relu Tanh log logit
                    elu ELU leaky weights NaN logits float fc weight bias zeros constant uniform normal csv
                    json pdf params best last result gradients history moon moons decision
                    boundary boundaries fw acc zero gaussian scores curves gradient norms cures
                    two three layer search by hand autograd vs manual init initializers
                    vanishing dead born exploding
                    """
                            .split("\\s+", 0));

    /** The smallest ratio of luminances of any text to what is behind it, and that text. */
    private static final String SMALLEST_CONTRAST =
            """
            function channels(c) { return c.match(/[0-9.]+/g).map(Number); }
            function light(c) {
              const l = c.slice(0, 3).map(v => v / 255)
                  .map(v => v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
              return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2];
            }
            let least = [99, ''];
            for (const e of document.querySelectorAll('body *')) {
              if (e.closest('svg') || e.closest('math') || e.className === 'skip') continue;
              if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
              let behind = e;
              let back = channels(getComputedStyle(behind).backgroundColor);
              while (back.length === 4 && back[3] === 0 && behind.parentElement) {
                behind = behind.parentElement;
                back = channels(getComputedStyle(behind).backgroundColor);
              }
              const pair = [light(channels(getComputedStyle(e).color)), light(back)].sort();
              const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
              if (ratio < least[0]) least = [ratio, e.textContent];
            }
            return least;
            """;

    private static Path out;
    private static ChromeDriver browser;

    @BeforeAll
    static void openBrowser() {
        browser = ReportBrowser.open();
        out = ReportBrowser.laboratory();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    private static void open(String language) {
        ReportBrowser.show(browser, language, "report.html");
    }

    private static List<String> ids() {
        return ExperimentRegistry.all().stream().map(Experiment::id).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void page_opensWithoutErrorOrRequest(String language) {
        open(language);
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .isEmpty();
        assertThat(browser.manage().logs().get(LogType.PERFORMANCE).getAll())
                .extracting(LogEntry::getMessage)
                .filteredOn(message -> message.contains("\"Network.requestWillBeSent\""))
                .noneMatch(message -> message.contains("\"url\":\"http"));
        assertThat(browser.findElement(By.tagName("html")).getDomAttribute("lang"))
                .isEqualTo(language);
    }

    @Test
    void page_hasEveryExperimentAndFigure() {
        open("en");
        assertThat(browser.findElements(By.cssSelector(".overview tbody th a")))
                .extracting(WebElement::getText)
                .isEqualTo(ids());
        List<WebElement> figures = browser.findElements(By.cssSelector("figure svg"));
        assertThat(figures).hasSizeGreaterThan(10);
        for (WebElement figure : figures) {
            assertThat(figure.getSize().getWidth()).isEqualTo(figures.get(0).getSize().getWidth());
            assertThat(figure.getSize().getHeight()).isGreaterThan(100);
            assertThat(figure.getDomAttribute("aria-label")).isNotBlank();
        }
        assertThat(
                        browser.executeScript(
                                "return [...document.querySelectorAll('[id]')].map(e => e.id)"
                                        + ".filter((id, i, all) => all.indexOf(id) !== i)"))
                .isEqualTo(List.of());
    }

    @Test
    void links_resolve() throws IOException {
        open("en");
        String page = Files.readString(out.resolve("report.html"));
        Matcher links = Pattern.compile("href=\"([^\"]*)\"").matcher(page);
        int count = 0;
        while (links.find()) {
            String link = links.group(1);
            if (link.startsWith("#")) {
                assertThat(page).contains("id=\"" + link.substring(1) + "\"");
            } else if (!link.startsWith("data:")) {
                assertThat(out.resolve(link)).isNotEmptyFile();
            }
            count++;
        }
        assertThat(count).isGreaterThan(50);
    }

    @Test
    void headings_areInOrder() {
        open("en");
        int before = 0;
        for (WebElement heading : browser.findElements(By.cssSelector("h1, h2, h3, h4"))) {
            int level = Integer.parseInt(heading.getTagName().substring(1));
            assertThat(level).as(heading.getText()).isLessThanOrEqualTo(before + 1);
            before = level;
        }
    }

    @Test
    void chinesePage_hasNoEnglishSentence() {
        open("zh");
        Object text =
                browser.executeScript(
                        """
                        const body = document.body.cloneNode(true);
                        body.querySelectorAll('code, math, style').forEach(e => e.remove());
                        const lines = [];
                        const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
                        while (walk.nextNode()) lines.push(walk.currentNode.data.trim());
                        for (const e of body.querySelectorAll('[aria-label]'))
                          lines.push(e.getAttribute('aria-label'));
                        return lines;
                        """);
        assertThat((List<?>) text)
                .extracting(Object::toString)
                .hasSizeGreaterThan(500)
                .filteredOn(
                        line ->
                                ENGLISH_WORD
                                        .matcher(line)
                                        .results()
                                        .map(MatchResult::group)
                                        .anyMatch(word -> !ALLOWED.contains(word)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 768})
    void narrowPage_doesNotScrollSideways(int width) {
        open("en");
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", true));
        try {
            assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
                    .isEqualTo((long) width);
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void text_hasContrast(String scheme) {
        open("en");
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        List<?> least = (List<?>) browser.executeScript(SMALLEST_CONTRAST);
        assertThat(((Number) least.get(0)).doubleValue())
                .as("%s", least.get(1))
                .isGreaterThanOrEqualTo(CONTRAST);
    }

    @Test
    void figureOnATelephone_saysThatItScrolls() {
        open("en");
        By cue = By.cssSelector("figure .sideways");
        assertThat(browser.findElements(cue)).isNotEmpty().noneMatch(WebElement::isDisplayed);
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 800, "deviceScaleFactor", 1, "mobile", true));
        try {
            assertThat(browser.findElements(cue)).allMatch(WebElement::isDisplayed);
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    /** A word that no claim has any more would give a figure the finding of another. */
    @Test
    void subjectsOfFigures_areInAClaimOfTheirExperiment() throws IOException {
        List<String> lines =
                Files.readAllLines(
                        Path.of("src/main/resources/io/gradlab/report/page/figures.txt"));
        assertThat(lines.size()).isGreaterThan(10).isEven();
        for (int i = 0; i < lines.size(); i += 2) {
            String[] figure = lines.get(i).replace("== ", "").split("/", -1);
            ExperimentResult result =
                    ResultFile.read(out.resolve(figure[0]).resolve("result.json"));
            String subject = lines.get(i + 1);
            assertThat(result.figures()).contains(figure[1]);
            assertThat(result.verdicts())
                    .as("claims of %s with '%s'", figure[0], subject)
                    .anyMatch(verdict -> verdict.claim().toString().contains(subject));
        }
    }
}
