package io.gradlab.cli;

import io.gradlab.core.Json;
import io.gradlab.core.Language;
import io.gradlab.files.RunFolder;
import io.gradlab.health.HealthReport;
import java.io.IOException;
import java.util.List;

/** What becomes of a diagnosis. */
final class HealthFiles {

    static final List<String> NAMES = List.of("diagnosis.txt", "health.json");

    private HealthFiles() {}

    /** Prints it, quiet or not, since it was asked for, and writes it as text and as JSON. */
    static void publish(RunFolder files, HealthReport report, Language language)
            throws IOException {
        System.out.print(report.in(language, Terminal.screen().lineWidth()));
        System.out.flush();
        files.describe("health.json", () -> Json.object(report.toJson()));
        files.write("diagnosis.txt", report.in(language));
    }

    static int exitCode(HealthReport report) {
        return report.diagnosis().healthy() ? ExitCode.OK : ExitCode.PATHOLOGICAL;
    }
}
