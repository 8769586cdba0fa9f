package io.gradlab.engine;

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import io.gradlab.core.EnvironmentFault;
import io.gradlab.core.FileTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Why libtorch did not load, in one line with the mend. */
final class LoadFault {

    /** PyTorch 2.7.1 for the CPU takes 432 MB, unpacked. */
    private static final long ROOM = 440L << 20;

    /** Each of DJL's native artifacts has one. */
    private static final String NATIVE = "native/lib/pytorch.properties";

    private static final String ELSEWHERE =
            "set the environment variable DJL_CACHE_DIR to a folder that ";

    private LoadFault() {}

    /**
     * The fault behind what DJL threw.
     *
     * @param thrown an {@code EngineException} in most cases, with the reason in its causes
     * @param engine DJL's name of the engine
     * @return the exception to throw
     */
    static EnvironmentFault of(Throwable thrown, String engine) {
        Path cache = Utils.getCacheDir().toAbsolutePath();
        String reason = reason(thrown);
        return new EnvironmentFault(
                "PyTorch did not load: %s; %s".formatted(reason, mend(engine, cache, reason)),
                thrown);
    }

    private static String mend(String engine, Path cache, String reason) {
        if (!Engine.hasEngine(engine)
                || !onClassPath(NATIVE)
                || reason.contains("Offline mode")) { // DJL would fetch what is not there
            return "PyTorch needs three artifacts of ai.djl.pytorch on the class path:"
                    + " pytorch-engine, pytorch-jni, and pytorch-native-cpu with the classifier of"
                    + " this platform, of versions that belong together";
        }
        Path existing = cache;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            return "%s is a file; %scan be made".formatted(existing, ELSEWHERE);
        }
        if (!Files.isWritable(existing)) {
            return "%s is write-protected; %smay be written".formatted(existing, ELSEWHERE);
        }
        if (reason.contains("failed to map segment") || reason.contains("allocate memory")) {
            return addressesLimited()
                    ? "the process may use too little memory; raise the limit, see ulimit -v"
                    : "the file system of %s forbids programs (noexec); %sallows them"
                            .formatted(cache, ELSEWHERE);
        }
        if (room(existing) < ROOM) {
            return "%s has %d MB free, PyTorch takes %d; free some, or %shas room"
                    .formatted(existing, room(existing) >> 20, ROOM >> 20, ELSEWHERE);
        }
        return "if it is unpacked only in part, delete %s; or %smay be written"
                .formatted(cache.resolve("pytorch"), ELSEWHERE);
    }

    /** The loader says the same of too few addresses and of a file system that forbids programs. */
    private static boolean addressesLimited() {
        try (Stream<String> limits = Files.lines(Path.of("/proc/self/limits"))) {
            return limits.anyMatch(line -> line.matches("Max address space +\\d.*"));
        } catch (IOException | UncheckedIOException notLinux) {
            return false;
        }
    }

    private static boolean onClassPath(String resource) {
        return ClassLoader.getSystemResource(resource) != null
                || LoadFault.class.getClassLoader().getResource(resource) != null;
    }

    private static long room(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }

    /** The innermost cause: the outer ones say only that loading failed. */
    private static String reason(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        // The loader of libraries names the file twice.
        return FileTrouble.message(innermost).replaceFirst("^(/.+?: )\\1", "$1");
    }
}
