package io.gradlab.calibration;

import io.gradlab.core.Json;
import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import io.gradlab.files.AtomicFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The files of a grid: {@value #DESCRIPTION} says which grid it is, {@code runs-0000.jsonl.gz} and
 * so on hold {@value #PROGRAMS_PER_FILE} programs each, a {@link TrainedNetwork} a line. NaN and
 * infinities are written as such, which JSON itself does not know.
 *
 * @param directory where they are
 */
public record GridFiles(Path directory) {

    /** Programs of one file: a minute or so of training, which is what an interruption costs. */
    public static final int PROGRAMS_PER_FILE = 10;

    /** The description's file name. */
    public static final String DESCRIPTION = "grid.json";

    /**
     * The file of some programs.
     *
     * @param number from 0
     * @return a path
     */
    Path runs(int number) {
        return directory.resolve("runs-%04d.jsonl.gz".formatted(number));
    }

    /**
     * Describes the grid, or checks that it is the one described.
     *
     * @param grid which grid the files are of
     * @throws IllegalArgumentException if there is the description of another one
     * @throws IOException if it cannot be read or written
     */
    public void describe(GridDescription grid) throws IOException {
        Path file = directory.resolve(DESCRIPTION);
        if (!Files.exists(file)) {
            AtomicFiles.write(file, Json.line(grid) + "\n");
        } else {
            GridDescription other = description();
            Require.that(
                    other.sameNetworks(grid),
                    "%s holds the grid %s, not %s; choose another path",
                    directory,
                    other,
                    grid);
        }
    }

    /**
     * The description.
     *
     * @return which grid the files are of
     * @throws IllegalArgumentException if there is none
     * @throws IOException if it cannot be read
     */
    public GridDescription description() throws IOException {
        Path file = directory.resolve(DESCRIPTION);
        Require.that(
                Files.exists(file),
                "%s holds no %s; train a grid there first",
                directory,
                DESCRIPTION);
        return parse(file, Files.readString(file), GridDescription.class);
    }

    /** The file of the remedies that were tried on some programs' networks. */
    Path mends(int number) {
        return directory.resolve("mends-%04d.jsonl.gz".formatted(number));
    }

    /**
     * Writes a file, whole or not at all.
     *
     * @param file one of {@link #runs} or {@link #mends}
     * @param records a line each
     * @throws IOException if it cannot be written
     */
    static void write(Path file, List<?> records) throws IOException {
        AtomicFiles.write(
                file,
                out -> {
                    GZIPOutputStream zip = new GZIPOutputStream(out);
                    Writer lines = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
                    for (Object each : records) {
                        lines.write(Json.line(each) + "\n");
                    }
                    lines.flush();
                    zip.finish();
                });
    }

    /**
     * The files of runs there are.
     *
     * @return in order
     * @throws IOException if the directory cannot be read
     */
    List<Path> allRuns() throws IOException {
        return all("runs");
    }

    /**
     * The files of mends there are.
     *
     * @return in order
     * @throws IOException if the directory cannot be read
     */
    List<Path> allMends() throws IOException {
        return all("mends");
    }

    private List<Path> all(String name) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            f -> f.getFileName().toString().matches(name + "-\\d+\\.jsonl\\.gz"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Reads a file.
     *
     * @param file of records
     * @param type of the records
     * @return a record a line
     * @throws IllegalArgumentException if a line is no such record
     * @throws IOException if it cannot be read
     */
    static <T> List<T> read(Path file, Class<T> type) throws IOException {
        List<T> records = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                records.add(parse(file, line, type));
            }
        }
        return records;
    }

    private static <T> T parse(Path file, String json, Class<T> type) {
        try {
            return Json.read(json, type);
        } catch (Json.Malformed e) {
            throw new UserMistake(
                    "%s is damaged: %s; delete it and train again".formatted(file, e.getMessage()),
                    e);
        }
    }
}
