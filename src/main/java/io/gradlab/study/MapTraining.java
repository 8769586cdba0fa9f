package io.gradlab.study;

import io.gradlab.console.Console;
import io.gradlab.console.Screen;
import io.gradlab.console.TaskProgress;
import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.files.OutputFolder;
import io.gradlab.files.RunFolder;
import io.gradlab.population.PopulationResult;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Trains the cells of a phase map that are not there yet: stopped at any moment, the same training
 * goes on where it was.
 *
 * @param map what is asked
 * @param folder where the files go
 * @param device where to train, by name
 * @param console where to print
 */
public record MapTraining(PhaseMap map, OutputFolder folder, String device, Console console) {

    /** Of the cells: the progress is that of the map. */
    static final Console QUIET = new Console(System.out, true, Screen.NONE, Language.EN);

    /**
     * Trains; with all cells there, prints the map and writes {@code map.csv}, {@code result.json}
     * and two figures.
     *
     * @param command that runs it again
     * @param language of the figures, besides English
     * @param stop true ends it after the finished cells
     * @return whether all cells are there
     * @throws IllegalArgumentException if there is another map, or a cell of another study
     * @throws IOException if a file cannot be read or written
     */
    public boolean run(String command, Language language, BooleanSupplier stop) throws IOException {
        try (RunFolder files = new RunFolder(folder.path(), PhaseMapReport.names())) {
            MapFiles finished = new MapFiles(map, folder);
            if (!train(finished, stop)) {
                console.line(
                        Text.of(
                                "stopped: %d of %d cells are finished, see %s (the same command goes on"
                                        + " with the others)",
                                finished.number(), cells(), folder.path()));
                return false;
            }
            finished.restore();
            new PhaseMapReport(map, finished.rows(), device, command)
                    .write(console, files, language);
        }
        console.line(Text.of("wrote    %s", folder.path()));
        return true;
    }

    private boolean train(MapFiles finished, BooleanSupplier stop) throws IOException {
        int columns = map.x().values().size();
        try (TaskProgress progress = console.progress("map", cells())) {
            for (int cell = 0; cell < cells(); cell++) {
                if (!train(finished, cell % columns, cell / columns, stop)) {
                    return false;
                }
                progress.step();
            }
        }
        return true;
    }

    private int cells() {
        return map.x().values().size() * map.y().values().size();
    }

    private boolean train(MapFiles finished, int column, int row, BooleanSupplier stop)
            throws IOException {
        if (finished.cell(column, row) != null) {
            return true;
        }
        PopulationResult result = map.study(column, row).train(device, QUIET, stop);
        if (!result.stopped()) {
            String x = map.x().values().get(column);
            String y = map.y().values().get(row);
            finished.add(column, row, MapCell.of(x, y, result, map.success()));
        }
        return !result.stopped();
    }
}
