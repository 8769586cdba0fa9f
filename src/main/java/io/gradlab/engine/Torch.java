package io.gradlab.engine;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import io.gradlab.core.EnvironmentFault;
import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DJL's PyTorch engine as small networks need it: the only way in this library to load it, so that
 * its settings are made before. Devices by name.
 */
public final class Torch {

    private static final Logger LOGGER = LoggerFactory.getLogger(Torch.class);

    /** DJL's name of the engine. */
    public static final String ENGINE = "PyTorch";

    private static final String THREADS = "ai.djl.pytorch.num_threads";

    private static final Map<String, String> SETTINGS =
            new TreeMap<>(
                    Map.of(
                            THREADS,
                            "1",
                            "ai.djl.pytorch.num_interop_threads",
                            "1",
                            "ai.djl.offline",
                            "true",
                            "OPT_OUT_TRACKING",
                            "true"));

    private static boolean configured;

    private Torch() {}

    /**
     * Makes the settings that small networks need, once; later calls do nothing. A property that
     * the user has set is left as it is, and so is everything where somebody has loaded the engine
     * before; one line of log says so.
     *
     * <ul>
     *   <li>{@code ai.djl.pytorch.num_threads=1}: with more, OpenMP's threads spin; on two busy
     *       cores 1000 epochs of 2-5-1 took 6 to 20 s instead of 0.4 s.
     *   <li>{@code ai.djl.offline=true}: without it a missing native library makes DJL wait for the
     *       network, for minutes behind a firewall.
     *   <li>{@code OPT_OUT_TRACKING=true}: no usage reports.
     *   <li>In the environment, {@code MKL_CBWR=AUTO,STRICT}: sums in an order that depends less on
     *       the threads, see {@link MatrixProducts}.
     *   <li>Of glibc, that it keeps freed memory for the next array, see {@link NativeMemory}.
     * </ul>
     */
    public static synchronized void configure() {
        if (configured) {
            return;
        }
        configured = true;
        OptionalInt threads = loadedThreads();
        if (threads.isPresent()) {
            noteLoaded(threads.getAsInt());
            return;
        }
        List<String> kept = new ArrayList<>();
        SETTINGS.forEach(
                (key, value) -> {
                    String present = System.getProperty(key);
                    if (present == null) {
                        System.setProperty(key, value);
                    } else if (!present.equals(value)) {
                        kept.add("%s=%s (otherwise %s)".formatted(key, present, value));
                    }
                });
        if (!kept.isEmpty()) {
            LOGGER.warn("kept as they are set: {}", String.join(", ", kept));
        }
        MatrixProducts.reproducible();
        NativeMemory.keep();
    }

    private static void noteLoaded(int threads) {
        LOGGER.warn(
                "the engine was loaded before and is left as it is, with {} intra-op thread{}",
                threads,
                threads == 1
                        ? ""
                        : "s; small networks train many times faster on one: call"
                                + " Torch.configure() first, or set -D"
                                + THREADS
                                + "=1");
    }

    /** The intra-op threads of an engine that is loaded; empty before. */
    private static OptionalInt loadedThreads() {
        try {
            return OptionalInt.of(JniUtils.getNumThreads());
        } catch (LinkageError notLoaded) {
            return OptionalInt.empty();
        }
    }

    /**
     * Loads the engine with these settings, unless it has been loaded; about 0.5 s.
     *
     * @throws EnvironmentFault if the native library cannot be unpacked or loaded
     */
    public static void load() {
        engine();
    }

    /**
     * Where the first start unpacks PyTorch's native library, which takes some seconds. Does not
     * load the engine.
     *
     * @return the folder; empty if the library has been unpacked before
     */
    public static Optional<Path> unpacksTo() {
        Path folder = cacheFolder();
        try (Stream<Path> unpacked = Files.list(folder)) {
            return unpacked.anyMatch(
                            one ->
                                    one.getFileName()
                                            .toString()
                                            .startsWith(Build.version("pytorch")))
                    ? Optional.empty()
                    : Optional.of(folder);
        } catch (IOException noFolder) {
            return Optional.of(folder);
        }
    }

    /**
     * Where PyTorch's native library is unpacked.
     *
     * @return a folder, which need not exist
     */
    public static Path cacheFolder() {
        return Utils.getEngineCacheDir("pytorch");
    }

    /**
     * Whether the engine failed because the machine or the GPU had no memory left.
     *
     * @param thrown by something that computes
     * @return the first line of what the engine said; empty if it failed otherwise
     */
    public static Optional<String> outOfMemory(Throwable thrown) {
        String text = String.valueOf(thrown.getMessage());
        return thrown instanceof EngineException
                        && (text.contains("allocate memory") || text.contains("out of memory"))
                ? text.lines().findFirst()
                : Optional.empty();
    }

    /**
     * A manager of the loaded engine.
     *
     * @param device where its arrays live
     * @return a new manager, to be closed
     */
    public static NDManager newBaseManager(Device device) {
        return engine().newBaseManager(device);
    }

    /**
     * A model of the loaded engine.
     *
     * @param name of the model
     * @param device where its parameters live
     * @return a new model without a block, to be closed
     */
    public static Model newModel(String name, Device device) {
        return engine().newModel(name, device);
    }

    /** The engine, configured and loaded. */
    static Engine engine() {
        configure();
        try {
            return Engine.getEngine(ENGINE);
        } catch (EngineException | IllegalArgumentException | LinkageError e) {
            throw LoadFault.of(e, ENGINE);
        }
    }

    /**
     * The number of GPUs that the engine sees. Loads it.
     *
     * @return 0 without a GPU, or without an engine built for it
     */
    public static int gpus() {
        return engine().getGpuCount();
    }

    /**
     * The name of a device, as {@link #device(String)} takes it.
     *
     * @param device a device
     * @return for example {@code cpu} or {@code gpu:0}
     */
    public static String name(Device device) {
        return device.isGpu() ? "gpu:" + device.getDeviceId() : device.getDeviceType();
    }

    /**
     * Number of threads that one tensor operation uses.
     *
     * @return what the engine says once it is loaded; before, what it will be told
     */
    public static int threads() {
        configure();
        return loadedThreads().orElseGet(() -> Integer.getInteger(THREADS, 1));
    }

    /**
     * The device of a name.
     *
     * @param name {@code cpu}, {@code gpu} or {@code gpu:N}
     * @return the device
     * @throws UserMistake for another name, or a GPU that is not there
     */
    public static Device device(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("cpu")) {
            return Device.cpu();
        }
        Require.that(
                lower.matches("gpu(:\\d{1,4})?"),
                "device '%s' is unknown; use cpu, gpu or gpu:N",
                name);
        int index = lower.equals("gpu") ? 0 : Integer.parseInt(lower.substring(4));
        int count = gpus();
        Require.that(
                index < count,
                "device '%s' is not there: PyTorch sees %s GPUs; use cpu, or build with -Pcuda on a"
                        + " machine with one",
                name,
                count);
        return Device.gpu(index);
    }
}
