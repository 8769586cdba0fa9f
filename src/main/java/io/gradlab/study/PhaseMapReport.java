package io.gradlab.study;

import io.gradlab.console.Console;
import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.engine.Versions;
import io.gradlab.figure.FigureFiles;
import io.gradlab.figure.MapFigure;
import io.gradlab.files.RunFolder;
import io.gradlab.population.Fate;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a phase map prints and writes: the table, {@code map.csv}, {@code result.json} and two
 * figures.
 */
record PhaseMapReport(PhaseMap map, List<List<MapCell>> rows, String device, String command) {

    private static final String CSV = "map.csv";
    private static final String RESULT = "result.json";
    private static final String SUCCESS = "map-success";
    private static final String PATHOLOGY = "map-pathology";

    /** The files, in every language. */
    static List<String> names() {
        return Stream.of(
                        List.of(CSV, RESULT),
                        FigureFiles.names(SUCCESS),
                        FigureFiles.names(PATHOLOGY))
                .flatMap(List::stream)
                .toList();
    }

    void write(Console console, RunFolder files, Language language) throws IOException {
        console.line("");
        console.table(table());
        files.describe(RESULT, this::json);
        files.write(CSV, csv());
        FigureFiles.write(files, SUCCESS, successes(), language);
        FigureFiles.write(files, PATHOLOGY, pathologies(), language);
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>(map.description());
        json.put("command", command);
        json.put("device", device);
        json.put("threads", Runtime.getRuntime().availableProcessors());
        json.put("versions", Versions.current());
        json.put(
                "cells",
                rows.stream().map(row -> row.stream().map(PhaseMapReport::json).toList()).toList());
        return json;
    }

    private static Map<String, Object> json(MapCell cell) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("x", cell.x());
        json.put("y", cell.y());
        json.put("success_probability", cell.share().estimate());
        json.put("interval", List.of(cell.share().low(), cell.share().high()));
        json.put("members", cell.members());
        json.put("successes", cell.successes());
        json.put("dominant", cell.dominant());
        json.put("fates", cell.fates());
        return json;
    }

    private Table table() {
        List<Text> columns = new ArrayList<>(List.of(map.y().setting().title()));
        map.x().values().forEach(value -> columns.add(Text.verbatim(value)));
        List<List<Object>> lines = new ArrayList<>();
        for (int row = rows.size() - 1; row >= 0; row--) {
            List<Object> line = new ArrayList<>(List.of(map.y().values().get(row)));
            for (MapCell cell : rows.get(row)) {
                line.add(NumberText.format("%.2f", cell.share().estimate()));
            }
            lines.add(line);
        }
        return new Table(
                Text.of("Success probability, by %s (columns)", map.x().setting().title()),
                columns,
                lines);
    }

    private String csv() {
        StringBuilder csv = new StringBuilder();
        csv.append(map.x().setting().id("_")).append(',');
        csv.append(map.y().setting().id("_"));
        csv.append(",members,success_probability,low,high,dominant");
        for (Fate fate : Fate.values()) {
            csv.append(',').append(fate.id());
        }
        csv.append('\n');
        for (List<MapCell> row : rows) {
            for (MapCell cell : row) {
                Interval share = cell.share();
                csv.append(cell.x()).append(',').append(cell.y()).append(',');
                csv.append(cell.members()).append(',').append(share.estimate()).append(',');
                csv.append(share.low()).append(',').append(share.high()).append(',');
                csv.append(cell.dominant());
                for (Fate fate : Fate.values()) {
                    csv.append(',').append(cell.fates().getOrDefault(fate.id(), 0));
                }
                csv.append('\n');
            }
        }
        return csv.toString();
    }

    private MapFigure successes() {
        return figure(
                Text.of("Success probability, %d starts a cell", map.members()),
                IntStream.rangeClosed(0, 10).mapToObj(MapFigure.Key::share).toList(),
                cell ->
                        new MapFigure.Cell(
                                (int) Math.round(10 * cell.share().estimate()),
                                NumberText.format("%.2f", cell.share().estimate())));
    }

    private MapFigure pathologies() {
        List<MapFigure.Key> keys = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Fate fate : Fate.values()) {
            keys.add(MapFigure.Key.kind(fate.title(), keys.size()));
            names.add(fate.id());
        }
        keys.add(MapFigure.Key.kind(Text.of("no pathology"), keys.size()));
        names.add(MapCell.OTHER);
        keys.add(MapFigure.Key.kind(Text.of("no failure"), keys.size()));
        names.add(MapCell.SUCCESS);
        return figure(
                Text.of("What most failures have in common, and the share of all members with it"),
                keys,
                cell ->
                        new MapFigure.Cell(
                                Math.max(0, names.indexOf(cell.dominant())),
                                NumberText.format("%.2f", cell.dominantShare())));
    }

    private interface Drawn {
        MapFigure.Cell of(MapCell cell);
    }

    private MapFigure figure(Text title, List<MapFigure.Key> keys, Drawn drawn) {
        return new MapFigure(
                title,
                axis(map.x()),
                axis(map.y()),
                keys,
                rows.stream().map(row -> row.stream().map(drawn::of).toList()).toList());
    }

    private static MapFigure.Axis axis(MapAxis axis) {
        return new MapFigure.Axis(
                Text.of(axis.setting().id(" ")), axis.values().stream().map(Text::of).toList());
    }
}
