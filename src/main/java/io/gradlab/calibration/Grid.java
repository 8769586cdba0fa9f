package io.gradlab.calibration;

import io.gradlab.core.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Trains the part of a grid that is not there yet, and looks at the networks that are. */
public final class Grid {

    private Grid() {}

    /**
     * Trains a part of a grid and writes its files; those that exist stay as they are.
     *
     * @param design the grid
     * @param shard the part
     * @param files where the files go
     * @param watch told of every file and asked whether to stop
     * @return whether all of the part is there
     * @throws IOException if a file cannot be written
     */
    public static boolean train(Design design, Shard shard, GridFiles files, Onlooker watch)
            throws IOException {
        int end = files(design);
        for (int number : shard.numbers(end).toArray()) {
            if (!Files.exists(files.runs(number))) {
                List<TrainedNetwork> networks = train(design, number, watch.stop());
                if (watch.stop().getAsBoolean()) {
                    return false;
                }
                GridFiles.write(files.runs(number), networks);
            }
            watch.done().accept(files.runs(number));
        }
        return true;
    }

    /**
     * Tries remedies on networks of a part of a grid that fail, and writes their files; those that
     * exist stay as they are.
     *
     * @param design the grid
     * @param shard the part
     * @param files of the grid, trained before
     * @param mends how many networks of the whole grid, spread over all programs
     * @param watch told of every file and asked whether to stop
     * @return whether all of the part is there
     * @throws IllegalArgumentException if the part was not trained
     * @throws IOException if a file cannot be read or written
     */
    public static boolean mend(
            Design design, Shard shard, GridFiles files, int mends, Onlooker watch)
            throws IOException {
        int end = files(design);
        for (int number : shard.numbers(end).toArray()) {
            if (!Files.exists(files.mends(number))) {
                Require.that(
                        Files.exists(files.runs(number)),
                        "%s is not there; train the grid first, without --mend",
                        files.runs(number));
                List<Mend> tried = new ArrayList<>();
                List<TrainedNetwork> networks =
                        GridFiles.read(files.runs(number), TrainedNetwork.class);
                for (TrainedNetwork network : spread(sick(networks), (mends + end - 1) / end)) {
                    if (watch.stop().getAsBoolean()) {
                        return false;
                    }
                    tried.add(Mends.of(network));
                }
                GridFiles.write(files.mends(number), tried);
            }
            watch.done().accept(files.mends(number));
        }
        return true;
    }

    private static List<TrainedNetwork> sick(List<TrainedNetwork> networks) {
        Outcomes outcomes = Outcomes.of(networks);
        return networks.stream().filter(network -> outcomes.label(network) == Label.SICK).toList();
    }

    /** At the same distance from each other, from the first on. */
    private static <T> List<T> spread(List<T> all, int most) {
        int count = Math.min(most, all.size());
        List<T> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(all.get(i * all.size() / count));
        }
        return some;
    }

    /**
     * Number of files of a grid.
     *
     * @param design the grid
     * @return at least 1
     */
    public static int files(Design design) {
        return (design.programs() + GridFiles.PROGRAMS_PER_FILE - 1) / GridFiles.PROGRAMS_PER_FILE;
    }

    /**
     * Whoever looks on.
     *
     * @param done told of every file that is there
     * @param stop asked before every network
     */
    public record Onlooker(Consumer<Path> done, BooleanSupplier stop) {}

    private static List<TrainedNetwork> train(Design design, int number, BooleanSupplier stop) {
        List<TrainedNetwork> networks = new ArrayList<>();
        int first = number * GridFiles.PROGRAMS_PER_FILE;
        int end = Math.min(design.programs(), first + GridFiles.PROGRAMS_PER_FILE);
        for (int program = first; program < end; program++) {
            for (GridCase gridCase : design.casesOfProgram(program)) {
                if (!stop.getAsBoolean()) {
                    networks.add(GridTraining.train(gridCase));
                }
            }
        }
        return networks;
    }
}
