package io.gradlab.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import io.gradlab.core.UserMistake;
import java.util.Locale;

/** Settings of DJL's PyTorch engine that must be made before it loads, and devices by name. */
public final class Torch {

    private static final String NEEDED =
            "; PyTorch needs three artifacts of ai.djl.pytorch on the class path: pytorch-engine,"
                    + " pytorch-jni, and pytorch-native-cpu with the classifier of this platform";

    private Torch() {}

    /**
     * Makes the settings that small networks need, unless the user has made them with {@code -D}.
     * Without effect once the engine has loaded.
     *
     * <ul>
     *   <li>{@code ai.djl.pytorch.num_threads=1}: with more, OpenMP's threads spin; on two busy
     *       cores 1000 epochs of 2-5-1 took 6 to 20 s instead of 0.4 s.
     *   <li>{@code ai.djl.offline=true}: without it a missing native library makes DJL wait for the
     *       network, for minutes behind a firewall.
     *   <li>{@code OPT_OUT_TRACKING=true}: no usage reports.
     *   <li>In the environment, {@code MKL_CBWR=AUTO,STRICT}: the same bits with any number of
     *       threads, see {@link MatrixProducts}.
     *   <li>Of glibc, that it keeps freed memory for the next array, see {@link NativeMemory}.
     * </ul>
     */
    public static void configure() {
        setDefault("ai.djl.pytorch.num_threads", "1");
        setDefault("ai.djl.pytorch.num_interop_threads", "1");
        setDefault("ai.djl.offline", "true");
        setDefault("OPT_OUT_TRACKING", "true");
        MatrixProducts.reproducible();
        NativeMemory.keep();
    }

    /**
     * Loads the engine with these settings, unless it has been loaded; about 0.5 s.
     *
     * @throws EngineException if it does not load, for example because a program that uses this one
     *     as a library has not all of its artifacts; they are named
     */
    public static void load() {
        configure();
        try {
            if (!Engine.hasEngine("PyTorch")) {
                // DJL would go on without, and fail at the first operation.
                throw new EngineException("DJL finds no PyTorch engine");
            }
            Engine.getInstance();
        } catch (EngineException e) {
            throw new EngineException(e.getMessage() + NEEDED, e);
        }
    }

    private static void setDefault(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
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
     * Number of threads that one tensor operation may use.
     *
     * @return what was configured, 1 unless the user chose otherwise
     */
    public static int threads() {
        configure();
        return Integer.getInteger("ai.djl.pytorch.num_threads", 1);
    }

    /**
     * The device of a name.
     *
     * @param name {@code cpu}, {@code gpu} or {@code gpu:N}
     * @return the device
     * @throws IllegalArgumentException for another name, or a GPU that is not there
     */
    public static Device device(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("cpu")) {
            return Device.cpu();
        }
        if (!lower.matches("gpu(:\\d{1,4})?")) {
            throw new UserMistake("device '" + name + "' is unknown; use cpu, gpu or gpu:N");
        }
        int index = lower.equals("gpu") ? 0 : Integer.parseInt(lower.substring(4));
        configure();
        int count = Engine.getInstance().getGpuCount();
        if (index >= count) {
            throw new UserMistake(
                    "device '"
                            + name
                            + "' is not there: PyTorch sees "
                            + count
                            + " GPUs; use --device cpu, or build with -Pcuda on a machine with one");
        }
        return Device.gpu(index);
    }
}
