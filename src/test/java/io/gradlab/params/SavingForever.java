package io.gradlab.params;

import io.gradlab.nn.StateDict;
import java.io.IOException;
import java.nio.file.Path;

/** Saves two states in turn to one file until it is killed; prints a line for each save. */
final class SavingForever {

    private SavingForever() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        for (int i = 0; ; i++) {
            ParameterFile.write(file, Samples.saved(state(i)));
            System.out.println(i);
        }
    }

    /** Large enough that a save has a middle: 1.2 MB. */
    static StateDict state(int save) {
        return save % 2 == 0 ? Samples.state(500, 600) : Samples.state(500, 601);
    }
}
