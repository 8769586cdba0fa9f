package io.gradlab.cli;

import io.gradlab.core.Futures;
import io.gradlab.engine.Torch;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Does something else while libtorch loads. Reading the first CSV takes about 0.4 s of a core, most
 * of it Tablesaw's start, and loading libtorch about 0.5 s: the second core of a small machine
 * hides one of them.
 */
final class WhileEngineLoads {

    private WhileEngineLoads() {}

    /** Loads the engine, and says so where that takes some seconds. */
    static void load() {
        Torch.unpacksTo()
                .ifPresent(
                        folder ->
                                System.err.println(
                                        "gradlab: the first start unpacks PyTorch, about 430 MB, to "
                                                + folder));
        Torch.load();
    }

    /**
     * Runs the work beside the loading of the engine, which stays in this thread: DJL records no
     * gradients by default in the thread that loaded it, but does in any other.
     */
    static <T> T get(Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work);
        // A thread of its own, not a pool's: it inherits the class loader of mvn exec:java.
        Thread thread = new Thread(task, "beside-engine");
        thread.setDaemon(true);
        thread.start();
        load();
        return Futures.get(task);
    }
}
