package io.gradlab.cli;

import java.nio.file.Path;

/**
 * Diagnoses seeds 0 and 1 to folders of their own, then in turn to one folder until it is killed;
 * prints a line when the first one is there.
 */
final class TrainingForever {

    private TrainingForever() {}

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        diagnose(directory.resolve("0"), 0);
        diagnose(directory.resolve("1"), 1);
        for (int i = 0; ; i++) {
            diagnose(directory.resolve("out"), i % 2);
            if (i == 0) {
                System.out.println("ready");
            }
        }
    }

    private static void diagnose(Path out, int seed) {
        int exitCode =
                GradlabCommand.execute(
                        "diagnose",
                        "--epochs",
                        "3",
                        "--quiet",
                        "--seed",
                        String.valueOf(seed),
                        "--out",
                        out.toString());
        if (exitCode != ExitCode.OK && exitCode != ExitCode.PATHOLOGICAL) {
            throw new IllegalStateException("diagnose gave " + exitCode);
        }
    }
}
