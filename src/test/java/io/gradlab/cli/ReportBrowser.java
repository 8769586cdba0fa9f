package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium, and the pages of a laboratory of few epochs for all tests that look at them. */
final class ReportBrowser {

    private static Optional<Path> laboratory = Optional.empty();

    private ReportBrowser() {}

    /** A browser, to be quit; where none is installed the tests are left out. */
    static ChromeDriver open() {
        Optional<Path> chromium = onPath("chromium");
        Optional<Path> driver = onPath("chromedriver");
        Assumptions.assumeTrue(
                chromium.isPresent() && driver.isPresent(),
                "no browser: chromium and chromedriver are not on the PATH, so that no page is"
                        + " looked at; on Debian: apt-get install chromium chromium-driver");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking");
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.orElseThrow().toFile())
                        .usingAnyFreePort()
                        .build();
        ChromeDriver browser = new ChromeDriver(service, options);
        browser.manage().window().setSize(new Dimension(1100, 900));
        return browser;
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The --out folder of every experiment, run once. */
    static synchronized Path laboratory() {
        if (laboratory.isEmpty()) {
            Path out = Path.of("target", "short-laboratory").toAbsolutePath();
            assertThat(
                            GradlabCommand.execute(
                                    "--epochs",
                                    "20",
                                    "--seeds",
                                    "2",
                                    "--quiet",
                                    "--out",
                                    out.toString()))
                    .isZero();
            laboratory = Optional.of(out);
        }
        return laboratory.orElseThrow();
    }

    /** Renders the pages in a language, and opens one of them anew. */
    static void show(ChromeDriver browser, String language, String file) {
        Path out = laboratory();
        String[] report = {
            "report", "--brief", "--quiet", "--lang", language, "--out", out.toString()
        };
        assertThat(GradlabCommand.execute(report)).isZero();
        browser.get("about:blank");
        browser.get(out.resolve(file).toUri().toString());
        // On a busy machine get() returned in 17 of 250 pages before all of it was read.
        Object loaded =
                browser.executeAsyncScript(
                        "const done = arguments[0];"
                                + "const tell = () => done(location.href);"
                                + "if (document.readyState === 'complete') tell();"
                                + "else addEventListener('load', tell);");
        assertThat(loaded).asString().endsWith("/" + file);
    }
}
