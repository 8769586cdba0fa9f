package io.gradlab.cli;

import io.gradlab.data.AtomicFiles;
import io.gradlab.health.HealthReport;
import io.gradlab.report.Console;
import java.io.IOException;
import java.nio.file.Path;

/** What becomes of a diagnosis. */
final class HealthFiles {

    private HealthFiles() {}

    /** Prints it, quiet or not, since it was asked for, and writes it as text and as JSON. */
    static void publish(Path out, Console console, HealthReport report) throws IOException {
        String text = report.toString();
        System.out.print(text);
        System.out.flush();
        write(out, "diagnosis.txt", text);
        write(out, "health.json", report.toJson() + "\n");
        console.line("wrote    " + out);
    }

    private static void write(Path out, String name, String text) throws IOException {
        AtomicFiles.write(out.resolve(name), text);
    }

    static int exitCode(HealthReport report) {
        return report.diagnosis().healthy() ? ExitCode.OK : ExitCode.PATHOLOGICAL;
    }
}
