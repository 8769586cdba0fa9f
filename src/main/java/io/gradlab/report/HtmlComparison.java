package io.gradlab.report;

import io.gradlab.core.Language;
import io.gradlab.core.Require;
import io.gradlab.files.AtomicFiles;
import io.gradlab.result.NumberText;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import io.gradlab.result.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several runs of the laboratory, claim by claim: two of one person, or those of a class. */
public final class HtmlComparison {

    /** The page's name in the output folder. */
    public static final String FILE = "compare.html";

    /** The name of the file that has every claim of every run. */
    public static final String CLAIMS = "claims.csv";

    /** A page of more would have millions of characters. */
    private static final int MOST_RUNS = 100;

    /** Runs that have room for sentences; of more there are words and numbers alone. */
    private static final int FEW = 3;

    private final PageParts parts;
    private final PageText text;
    private final Language language;
    private final Consumer<String> warning;

    /**
     * A comparison.
     *
     * @param language of the page
     * @param warning told what cannot be read
     */
    public HtmlComparison(Language language, Consumer<String> warning) {
        this.language = language;
        this.warning = warning;
        parts = new PageParts(language);
        text = parts.text();
    }

    /**
     * Writes the page {@value #FILE} and the file {@value #CLAIMS}. An experiment whose result a
     * folder has, but damaged, is told.
     *
     * @param folders of the runs, 2 to 100
     * @param ids experiments, in order
     * @param out where the files go
     * @return a table of the claims that differ, in English
     * @throws IllegalArgumentException if there are fewer or more folders, two are the same, or one
     *     holds no result that can be read
     * @throws IOException if a file cannot be written
     */
    public Table write(List<Path> folders, List<String> ids, Path out) throws IOException {
        Require.that(
                folders.size() >= 2 && folders.size() <= MOST_RUNS,
                "the number of runs to compare is %d; give the folders of 2 to %d",
                folders.size(),
                MOST_RUNS);
        requireDifferent(folders);
        List<ComparedRun> runs = new ArrayList<>();
        for (Path folder : folders) {
            runs.add(ComparedRun.read(folder, ids, warning));
        }
        List<ComparedClaim> claims = ComparedClaim.of(runs, ids);
        AtomicFiles.write(out.resolve(FILE), page(runs, claims).toString());
        AtomicFiles.write(out.resolve(CLAIMS), ClaimsCsv.of(runs));
        return new Differences(folders, PageText.of(Language.EN)).table(claims);
    }

    private static void requireDifferent(List<Path> folders) throws IOException {
        Map<Path, Path> known = new TreeMap<>();
        for (Path folder : folders) {
            Path real =
                    Files.exists(folder)
                            ? folder.toRealPath()
                            : folder.toAbsolutePath().normalize();
            Path before = known.put(real, folder);
            Require.that(
                    before == null,
                    "'%s' and '%s' are one folder; give each run once",
                    before,
                    folder);
        }
    }

    private Html page(List<ComparedRun> runs, List<ComparedClaim> claims) {
        List<Html> heads = new ArrayList<>();
        heads.add(parts.heads(List.of("experiment", "claim", "marked")));
        runs.forEach(run -> heads.add(PageParts.head("col", run.folder())));
        Html rows = Html.of(claims.stream().map(claim -> row(claim, runs)).toList());
        boolean few = runs.size() <= FEW;
        Html.Tag table = Html.tag("table", few ? "overview runs" : "runs");
        Html cells = table.of(PageParts.rows(heads, rows));
        Html main =
                Html.of(
                        "\n",
                        Html.tag("h1").line(text.get("compare")),
                        Html.tag("p", "lead").line(summary(claims)),
                        runs.stream().map(this::unread).toList(),
                        setups(runs),
                        few ? cells.line() : parts.scroll(text.get("compare"), cells, runs.size()));
        return parts.frame("compare", Html.tag("main", "wide").line(main));
    }

    private Html unread(ComparedRun run) {
        return parts.missing(
                run.unread().stream().sorted().map(id -> run.folder().resolve(id)).toList());
    }

    private Html row(ComparedClaim claim, List<ComparedRun> runs) {
        Html mark = Html.tag("span", "mark").of(text.get(claim.state()));
        List<Html> cells = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            Verdict verdict = claim.verdicts().get(i);
            Html none = claim.unread().get(i) ? text.get("missing") : Html.of("-");
            cells.add(
                    Html.tag("td")
                            .with("data-head", runs.get(i).folder())
                            .line(verdict == null ? none : verdict(verdict, runs.size())));
        }
        return Html.tag("tr")
                .with("class", claim.state())
                .line(
                        PageParts.head("row", claim.experiment()),
                        parts.cell("claim", parts.claim(claim.any())),
                        parts.cell("marked", Html.of(mark, parts.counts(claim.present()))),
                        cells);
    }

    private Html verdict(Verdict verdict, int runs) {
        return runs <= FEW
                ? parts.judged(verdict)
                : Html.of(
                        parts.badge(verdict), " ", NumberText.brief(verdict.measured()).orElse(""));
    }

    private Html summary(List<ComparedClaim> claims) {
        List<Object> counts = new ArrayList<>();
        for (String state : List.of("flipped", "different", "only", "same")) {
            counts.add(claims.stream().filter(claim -> claim.state().equals(state)).count());
        }
        return text.get("summary", claims.size(), counts.toArray());
    }

    /** What was run in each; what is not the same in all stands out. */
    private Html setups(List<ComparedRun> runs) {
        List<String> keys = List.of(Settings.DATE, "seed", Settings.OPTIONS, "device", "versions");
        List<Settings> settings =
                runs.stream().map(run -> new Settings(run.results(), language)).toList();
        List<Html> rows = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            List<Html> cells = new ArrayList<>();
            for (String key : keys) {
                boolean same =
                        settings.stream().map(one -> one.values(key)).distinct().count() == 1;
                String value = settings.get(i).values(key);
                cells.add(Html.tag("td").line(same ? value : Html.tag("strong").of(value)));
            }
            rows.add(Html.tag("tr").line(PageParts.head("row", runs.get(i).folder()), cells));
        }
        Html heads = Html.of(parts.heads(List.of("folder")), parts.heads(keys));
        return parts.scroll(
                text.get("run"), Html.tag("table").of(PageParts.rows(heads, rows)), keys.size());
    }

    /** The claims that differ, for a terminal. */
    private record Differences(List<Path> folders, PageText english) {

        Table table(List<ComparedClaim> claims) {
            List<List<Object>> rows =
                    claims.stream()
                            .filter(claim -> !claim.state().equals("same"))
                            .map(this::row)
                            .toList();
            List<String> heads = new ArrayList<>(List.of("experiment", "claim", "difference"));
            if (folders.size() <= FEW) {
                folders.forEach(folder -> heads.add(folder.toString()));
            } else {
                List.of(Word.values()).forEach(word -> heads.add(PageParts.name(word)));
            }
            return new Table(
                    claims.size() + " claims, of which differ: " + rows.size(), heads, rows);
        }

        private List<Object> row(ComparedClaim claim) {
            List<Object> row =
                    new ArrayList<>(
                            List.of(
                                    claim.experiment(),
                                    claim.any().claim().toString(),
                                    english.source(claim.state())));
            if (folders.size() <= FEW) {
                claim.verdicts().forEach(verdict -> row.add(word(verdict)));
            } else {
                for (Word word : Word.values()) {
                    row.add((int) claim.present().stream().filter(v -> v.word() == word).count());
                }
            }
            return row;
        }

        private static String word(@Nullable Verdict verdict) {
            return verdict == null ? "-" : PageParts.name(verdict.word());
        }
    }
}
