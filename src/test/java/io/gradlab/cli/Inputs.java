package io.gradlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Data and parameters that options name. */
final class Inputs {

    private Inputs() {}

    /** Two clouds, without a split column. */
    static void write(Path directory) throws IOException {
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("x1,x2,label\n");
        for (int row = 0; row < 60; row++) {
            csv.append(random.nextGaussian() + row % 2).append(',').append(random.nextGaussian());
            csv.append(',').append(row % 2).append('\n');
        }
        Files.writeString(directory.resolve("rows.csv"), csv);
        Files.writeString(
                directory.resolve("split.csv"),
                "x1,label,split\n1,0,train\n2,1,train\n3,0,validation\n4,1,test\n");
        run(directory, "train --epochs 2 --hidden 4 --quiet --out DIR/saved");
        run(
                directory,
                "train --epochs 2 --hidden 4 --activation leaky_relu --slope 0.3 --quiet --out DIR/leaky");
        run(directory, "export --params DIR/saved/last-0000.params --quiet --to DIR/plain.npz");
    }

    private static void run(Path directory, String line) {
        Command.ofLine(line.replace("DIR", directory.toString()));
    }
}
