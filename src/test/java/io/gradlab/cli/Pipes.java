package io.gradlab.cli;

import java.io.IOException;
import java.nio.file.Path;

/** Named pipes, which wait for ever when nobody writes. */
final class Pipes {

    private Pipes() {}

    /** False where there are none. */
    static boolean make(Path path) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }
}
