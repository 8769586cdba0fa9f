package io.gradlab.cli;

import io.gradlab.data.AtomicFiles;
import io.gradlab.health.HealthReport;
import java.io.IOException;

/** What becomes of a diagnosis. */
final class HealthFiles {

    private HealthFiles() {}

    /** Prints it, quiet or not, since it was asked for, and writes it as text and as JSON. */
    static void publish(CommonOptions common, HealthReport report) throws IOException {
        String text = report.toString();
        System.out.print(text);
        System.out.flush();
        write(common, "diagnosis.txt", text);
        write(common, "health.json", report.toJson() + "\n");
        common.console().line("wrote    " + common.out());
    }

    private static void write(CommonOptions common, String name, String text) throws IOException {
        AtomicFiles.write(common.out().resolve(name), text);
    }

    static int exitCode(HealthReport report) {
        return report.diagnosis().healthy() ? ExitCode.OK : ExitCode.PATHOLOGICAL;
    }
}
