package io.gradlab.figure;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.gradlab.core.EnvironmentFault;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A file in no folder, for AWT, which reads fonts from files only and leaves its own copies in the
 * temporary folder when it is killed. On Linux a file opened with {@code DELETE_ON_CLOSE} loses its
 * name at once, while it is empty yet, and stays readable under its number in {@code /proc}; the
 * system frees it when the process ends, however it ends.
 */
final class NamelessFile {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    /** Open until the process ends: AWT opens them again whenever it needs a glyph. */
    private static final List<FileChannel> OPEN = new ArrayList<>();

    private NamelessFile() {}

    /** A path to this content in this process; empty on a system without {@code /proc}. */
    static synchronized Optional<File> of(byte[] content) {
        if (!Files.isDirectory(OPEN_FILES)) {
            return Optional.empty();
        }
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return in(folder, content);
        } catch (IOException e) {
            throw new EnvironmentFault(
                    "the temporary folder %s cannot be written (%s); make room there, or name another by JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER"
                            .formatted(folder, e),
                    e);
        }
    }

    private static Optional<File> in(Path folder, byte[] content) throws IOException {
        String name = "gradlab-" + UUID.randomUUID();
        FileChannel channel =
                FileChannel.open(folder.resolve(name), CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE);
        Optional<File> path = numbered(name);
        if (path.isEmpty()) {
            channel.close();
            return path;
        }
        OPEN.add(channel);
        ByteBuffer left = ByteBuffer.wrap(content);
        while (left.hasRemaining()) {
            channel.write(left);
        }
        return path;
    }

    private static Optional<File> numbered(String name) throws IOException {
        try (DirectoryStream<Path> numbers = Files.newDirectoryStream(OPEN_FILES)) {
            for (Path number : numbers) {
                if (target(number).contains(name)) {
                    return Optional.of(number.toFile());
                }
            }
        }
        return Optional.empty();
    }

    private static String target(Path number) {
        try {
            return Files.readSymbolicLink(number).toString();
        } catch (IOException e) { // another thread has closed its file meanwhile
            return "";
        }
    }
}
