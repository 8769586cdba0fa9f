package io.gradlab.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

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
        Files.write(directory.resolve("square.npz"), square());
        run(directory, "export --params DIR/saved/last-0000.params --quiet --to DIR/plain.npz");
    }

    /** A 2-2-2 network, of which no shape tells which way its weights lie. */
    private static byte[] square() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int layer = 0; layer < 2; layer++) {
                zip.putNextEntry(new ZipEntry(layer + ".weight.npy"));
                zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 60, 0});
                String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }\n";
                zip.write(header.getBytes(StandardCharsets.US_ASCII));
                ByteBuffer values = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
                zip.write(values.putFloat(1).putFloat(-2).putFloat(3).putFloat(0.5f).array());
            }
        }
        return bytes.toByteArray();
    }

    private static void run(Path directory, String line) {
        Command.ofLine(line.replace("DIR", directory.toString()));
    }
}
