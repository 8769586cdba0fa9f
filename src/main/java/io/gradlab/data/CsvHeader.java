package io.gradlab.data;

import io.gradlab.core.Text;
import io.gradlab.core.UserMistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The first line of a CSV file: every column's name and role, in the order of the file. */
final class CsvHeader {

    /** Most feature columns, the widest input that a network takes. */
    static final int MAX_WIDTH = 4096;

    /** Most columns, those that are not read among them. */
    private static final int MAX_COLUMNS = 20_000;

    /** Most bytes of the names of features, which parameter files keep. */
    private static final int MAX_NAME_BYTES = 400_000;

    /** As spreadsheets say it in a line of its own. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\\s*\"?sep=(.)\"?\\s*");

    /** As {@code numpy.savetxt} begins its header. */
    private static final Pattern COMMENT = Pattern.compile("^\\s*#\\s+");

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d*[.,]?\\d+(?:[eE][+-]?\\d+)?");

    /** What a column is for. */
    enum Role {
        FEATURE,
        LABEL,
        SPLIT,
        /** Numbers of rows, in front and without a name, as pandas and R write them. */
        ROW_NUMBER,
        /** Without a name at the end, as a separator too many makes it. */
        TRAILING,
        UNUSED
    }

    private final CsvInput source;
    private final int line;
    private final Separator separator;
    private final List<String> columns;
    private final List<Role> roles = new ArrayList<>();
    private final List<Text> notes = new ArrayList<>();

    private CsvHeader(CsvInput source, int line, Separator separator, List<String> columns) {
        this.source = source;
        this.line = line;
        this.separator = separator;
        this.columns = columns;
    }

    /**
     * Reads and checks it.
     *
     * @param labelled whether labels are read, so that there must be a column of them
     */
    static CsvHeader read(CsvInput source, CsvLines lines, CsvOptions options, boolean labelled)
            throws IOException {
        CsvLines.Line first = lines.next();
        Separator said = options.separator();
        Matcher word = SEPARATOR_LINE.matcher(first == null ? "" : first.text());
        if (first != null && word.matches()) {
            Separator own = Separator.of(word.group(1)).orElse(null);
            if (own == null) {
                throw CsvErrors.at(source, first.number(), unusual(word.group(1)));
            }
            said = Objects.requireNonNullElse(said, own);
            first = lines.next();
        }
        while (first != null && CsvCells.isBlank(first.text(), separator(first, said))) {
            first = lines.next();
        }
        if (first == null) {
            throw CsvErrors.in(source, "the file is empty; its first line must name the columns");
        }
        CsvHeader header = of(source, first, separator(first, said));
        if (options.separator() == null && header.separator != Separator.COMMA) {
            header.notes.add(Text.of("the values are separated by %s", header.separator.words()));
        }
        header.assign(options, labelled);
        return header;
    }

    private static Separator separator(CsvLines.Line first, @Nullable Separator said) {
        return said == null ? Separator.ofHeader(first.text()) : said;
    }

    private static String unusual(String sign) {
        return "values are separated by %s; separate them by commas, semicolons or tabs"
                .formatted(CsvErrors.show(sign));
    }

    private static CsvHeader of(CsvInput source, CsvLines.Line first, Separator separator) {
        String text = COMMENT.matcher(first.text()).replaceFirst("");
        int count = CsvCells.count(text, separator);
        if (count == 0) {
            throw CsvErrors.at(
                    source,
                    first.number(),
                    text.indexOf(separator.sign()) < 0
                            ? "no commas, semicolons or tabs between the names of columns; separate them by one of these"
                            : CsvErrors.BAD_QUOTES);
        }
        if (count == 1 && text.indexOf('|') >= 0) {
            throw CsvErrors.at(source, first.number(), unusual("|"));
        }
        if (count > MAX_COLUMNS) {
            throw CsvErrors.at(source, first.number(), tooMany(count));
        }
        CsvCells cells = CsvCells.parse(List.of(text), separator, count);
        List<String> names = IntStream.range(0, count).mapToObj(i -> cells.cell(0, i)).toList();
        return new CsvHeader(source, first.number(), separator, names);
    }

    private void assign(CsvOptions options, boolean labelled) {
        requireNames();
        int named = columns.size();
        while (named > 1 && columns.get(named - 1).isEmpty()) {
            named--;
        }
        Set<String> seen = new HashSet<>();
        if (options.features() != null) { // names of columns that are not read may be anything
            seen.addAll(columns);
            seen.removeAll(options.features());
        }
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i);
            if (i >= named) {
                roles.add(Role.TRAILING);
            } else if (options.features() != null && !options.features().contains(name)) {
                roles.add(name.isEmpty() ? Role.UNUSED : role(name, options, labelled));
            } else if (name.isEmpty() && i == 0 && named > 1) {
                roles.add(Role.ROW_NUMBER);
            } else if (name.isEmpty()) {
                throw refuse("column %s has no name; name it".formatted(i + 1));
            } else if (seen.add(name)) {
                roles.add(role(name, options, labelled));
            } else {
                throw refuse(
                        "two columns are named %s; rename one".formatted(CsvErrors.show(name)));
            }
        }
        requireThere(options.drop(), "to leave out", seen);
        if (options.features() != null) {
            requireThere(options.features(), "that the network was trained with", seen);
        }
        if (named < columns.size()) {
            notes.add(Text.of("a column without a name and values at the end is passed over"));
        }
        if (roles.get(0) == Role.ROW_NUMBER) {
            notes.add(Text.of("the first column, without a name, is passed over as row numbers"));
        }
        requireWidth(options);
    }

    private static Role role(String name, CsvOptions options, boolean labelled) {
        if (options.features() != null && options.features().contains(name)) {
            return Role.FEATURE;
        }
        if (options.drop().contains(name)) {
            return Role.UNUSED;
        }
        if (name.equals(options.label())) {
            return labelled ? Role.LABEL : Role.UNUSED;
        }
        if (name.equalsIgnoreCase(CsvOptions.SPLIT)) {
            return labelled ? Role.SPLIT : Role.UNUSED;
        }
        return options.features() == null ? Role.FEATURE : Role.UNUSED;
    }

    /** A first line of numbers names nothing. */
    private void requireNames() {
        List<String> words =
                columns.size() == 1 ? List.of(columns.get(0).split("\\s+", -1)) : columns;
        List<String> numbers =
                words.stream().filter(name -> NUMBER.matcher(name).matches()).toList();
        boolean counted =
                numbers.size() < words.size() && numbers.equals(count(numbers.size(), numbers));
        if (2 * numbers.size() > words.size() && !counted) {
            throw refuse(
                    "the first line holds numbers, %s, as data do; it must name the columns, separated by commas: add a line such as x1,x2,label above it"
                            .formatted(CsvErrors.show(numbers)));
        }
    }

    /** The numbers of columns as pandas names them, from 0 on, or from 1. */
    private static List<String> count(int columns, List<String> likeThese) {
        int first = likeThese.contains("0") ? 0 : 1;
        return IntStream.range(first, first + columns).mapToObj(String::valueOf).toList();
    }

    private void requireThere(List<String> names, String why, Set<String> seen) {
        List<String> missing = names.stream().filter(name -> !seen.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw CsvErrors.in(
                    source,
                    "no column %s %s; there are %s"
                            .formatted(
                                    CsvErrors.show(missing),
                                    why,
                                    CsvErrors.show(
                                            columns.stream().filter(c -> !c.isEmpty()).toList())));
        }
    }

    private void requireWidth(CsvOptions options) {
        List<String> features = featureNames(options);
        if (features.isEmpty()) {
            throw refuse("no feature column beside label and split; add one, such as x1");
        }
        if (features.size() > MAX_WIDTH) {
            throw refuse(tooMany(features.size()));
        }
        int bytes = String.join("", features).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_NAME_BYTES) {
            throw refuse(
                    "the names of the columns take %s bytes; at most %s can be kept, shorten them"
                            .formatted(bytes, MAX_NAME_BYTES));
        }
    }

    private static String tooMany(int count) {
        return "%s columns; at most %s features can be read".formatted(count, MAX_WIDTH);
    }

    private UserMistake refuse(String problem) {
        return CsvErrors.at(source, line, problem);
    }

    Separator separator() {
        return separator;
    }

    List<String> columns() {
        return columns;
    }

    List<Role> roles() {
        return roles;
    }

    /** Columns that a line may leave out, since they have no name and no values. */
    int trailing() {
        return (int) roles.stream().filter(Role.TRAILING::equals).count();
    }

    boolean has(Role role) {
        return roles.contains(role);
    }

    /** The features, in the order that is asked for, or else in that of the file. */
    List<String> featureNames(CsvOptions options) {
        List<String> own = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (roles.get(i) == Role.FEATURE) {
                own.add(columns.get(i));
            }
        }
        return Objects.requireNonNullElse(options.features(), own);
    }

    /** How the file was read. */
    List<Text> notes() {
        return notes;
    }
}
