package io.gradlab.files;

import io.gradlab.core.Json;
import io.gradlab.core.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files of one run in a folder, of which the last one says which they are: no process that is
 * killed leaves the files of two runs that look like one.
 *
 * <p>Each file appears whole or not at all. When the first one is safe on the disk, and not before,
 * the files that an earlier run has left under the names of this one go, its {@code .json} files
 * last; so a run that comes to nothing leaves the earlier one whole. The {@code .json} files appear
 * when everything else is there, at {@link #close}. Each begins with {@code run}, a random UUID,
 * the same in every {@code .json} of the run, and {@code files}, the SHA-256 of each file of the
 * run that was there before it, by name; before these there is {@code schema} alone, the version of
 * the form in which an object says the rest, if it has one. Not safe for several threads.
 */
public final class RunFolder implements AutoCloseable {

    private static final String JSON = ".json";
    private static final String SCHEMA = "schema";

    private final Path folder;
    private final Set<String> names;
    private final String run = UUID.randomUUID().toString();
    private final Map<String, String> digests = new LinkedHashMap<>();
    private final Map<String, Supplier<? extends Map<String, ?>>> descriptions =
            new LinkedHashMap<>();

    /**
     * The files of a new run; nothing is touched yet.
     *
     * @param folder where they go; made with the first one
     * @param names of files that an earlier run can have left and that would seem to be this one's
     * @throws IllegalArgumentException if one of them is a directory or write-protected, or the
     *     folder is
     */
    public RunFolder(Path folder, Collection<String> names) {
        this.folder = folder;
        this.names = new LinkedHashSet<>(names);
        this.names.forEach(name -> AtomicFiles.requireWritable(folder.resolve(name)));
    }

    /**
     * Where the files go.
     *
     * @return the folder
     */
    public Path folder() {
        return folder;
    }

    /**
     * More names of files of an earlier run, before the first file is written.
     *
     * @param more names
     */
    public void replaces(Collection<String> more) {
        if (!digests.isEmpty()) {
            throw new IllegalStateException("the files of the earlier run are gone already");
        }
        names.addAll(more);
    }

    /**
     * Writes a text in UTF-8.
     *
     * @param name of the file
     * @param content all of it
     * @throws IllegalArgumentException if it cannot be a file that may be written
     * @throws IOException if the disk is full or fails
     */
    public void write(String name, String content) throws IOException {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes bytes.
     *
     * @param name of the file
     * @param content all of it
     * @throws IllegalArgumentException if it cannot be a file that may be written
     * @throws IOException if the disk is full or fails
     */
    public void write(String name, byte[] content) throws IOException {
        AtomicFiles.write(
                folder.resolve(name),
                out -> out.write(content),
                digests.isEmpty() ? this::removeEarlier : () -> {});
        digests.put(name, Sha256.of(content));
    }

    /**
     * Puts off a {@code .json} to the end.
     *
     * @param name of the file
     * @param object gives what the file says, by names other than {@code run} and {@code files}
     */
    public void describe(String name, Supplier<? extends Map<String, ?>> object) {
        descriptions.put(name, object);
    }

    /**
     * Writes the {@code .json} files, in the order in which they were announced.
     *
     * @throws IOException if the disk is full or fails
     */
    @Override
    public void close() throws IOException {
        for (Map.Entry<String, Supplier<? extends Map<String, ?>>> description :
                descriptions.entrySet()) {
            write(description.getKey(), identified(description.getValue().get()));
        }
    }

    private String identified(Map<String, ?> object) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        if (object.containsKey(SCHEMA)) {
            all.put(SCHEMA, object.get(SCHEMA));
        }
        all.put("run", run);
        all.put("files", digests);
        all.putAll(object);
        return Json.pretty(all) + "\n";
    }

    private void removeEarlier() throws IOException {
        for (boolean json : new boolean[] {false, true}) {
            for (String name : names) {
                Path file = folder.resolve(name);
                if (name.endsWith(JSON) == json
                        && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
