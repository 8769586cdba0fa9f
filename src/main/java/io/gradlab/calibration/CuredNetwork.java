package io.gradlab.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A network with a fault, and from how many of its starts each mend succeeds.
 *
 * @param index in the grid
 * @param program data set, architecture and optimizer
 * @param fault what is wrong
 * @param strength of the fault
 * @param healthy starts that succeed without the fault
 * @param nothing with nothing changed
 * @param random with a random change for each
 * @param problem what AutoTrainer tells; empty if nothing
 * @param autoTrainer with one of its solutions
 * @param remedy the first of our diagnosis; empty if none
 * @param firstRemedy with it
 * @param outcome of the cure
 * @param smallest with the smallest change that it proves
 * @param surest with the surest
 * @param seconds that all of it took
 */
record CuredNetwork(
        int index,
        String program,
        String fault,
        double strength,
        int healthy,
        int nothing,
        int random,
        String problem,
        int autoTrainer,
        String remedy,
        int firstRemedy,
        String outcome,
        int smallest,
        int surest,
        long seconds) {

    private static final String HEAD =
            "index,program,fault,strength,healthy,nothing,random,problem,autotrainer,remedy,first_remedy,outcome,cure,surest,seconds\n";

    /** One line of the file. */
    String line() {
        return List.<Object>of(
                        index,
                        program,
                        fault,
                        strength,
                        healthy,
                        nothing,
                        random,
                        problem,
                        autoTrainer,
                        remedy,
                        firstRemedy,
                        outcome,
                        smallest,
                        surest,
                        seconds)
                .stream()
                .map(Object::toString)
                .collect(Collectors.joining(","));
    }

    static String csv(List<CuredNetwork> rows) {
        return rows.stream()
                .map(row -> row.line() + "\n")
                .collect(Collectors.joining("", HEAD, ""));
    }

    static List<CuredNetwork> read(String csv) {
        List<CuredNetwork> rows = new ArrayList<>();
        csv.lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .forEach(
                        cells ->
                                rows.add(
                                        new CuredNetwork(
                                                Integer.parseInt(cells[0]),
                                                cells[1],
                                                cells[2],
                                                Double.parseDouble(cells[3]),
                                                Integer.parseInt(cells[4]),
                                                Integer.parseInt(cells[5]),
                                                Integer.parseInt(cells[6]),
                                                cells[7],
                                                Integer.parseInt(cells[8]),
                                                cells[9],
                                                Integer.parseInt(cells[10]),
                                                cells[11],
                                                Integer.parseInt(cells[12]),
                                                Integer.parseInt(cells[13]),
                                                Long.parseLong(cells[14]))));
        return rows;
    }
}
