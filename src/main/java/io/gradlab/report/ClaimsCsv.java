package io.gradlab.report;

import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every claim of every run of a comparison, a row for each, as RFC 4180 has it, in English. */
final class ClaimsCsv {

    private static final String HEAD = "run,experiment,claim,source,verdict,networks,measured";

    private static final String END = "\r\n";

    private ClaimsCsv() {}

    static String of(List<ComparedRun> runs) {
        Stream<String> rows =
                runs.stream().flatMap(run -> run.results().stream().flatMap(one -> rows(run, one)));
        return Stream.concat(Stream.of(HEAD), rows).collect(Collectors.joining(END, "", END));
    }

    private static Stream<String> rows(ComparedRun run, ExperimentResult result) {
        return result.verdicts().stream().map(verdict -> row(run, result.id(), verdict));
    }

    private static String row(ComparedRun run, String id, Verdict verdict) {
        return Stream.of(
                        run.folder(),
                        id,
                        verdict.claim(),
                        verdict.source(),
                        PageParts.name(verdict.word()),
                        verdict.seeds(),
                        verdict.measured())
                .map(cell -> quoted(cell.toString()))
                .collect(Collectors.joining(","));
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> "\",\r\n".indexOf(c) >= 0);
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
