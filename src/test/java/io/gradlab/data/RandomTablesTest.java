package io.gradlab.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.gradlab.core.UserMistake;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Random tables in the forms of many programs come back; damaged ones at worst are refused. */
class RandomTablesTest {

    private static final int FILES = 500;
    private static final int DAMAGED = 2_000; // 20,000 take a minute

    private static final List<String> NAMES =
            List.of("a", "Größe", "半径", "mean area", "x, y", "say \"x\"", "#n", "1", "split_", "µ");

    /** A table and the form in which it is written. */
    private static final class Table {

        private final Random random;
        private final List<String> names = new ArrayList<>();
        private final int rows;
        private final float[] features;
        private final float[] labels;
        private final Separator separator;
        private final boolean decimalComma;
        private final boolean quoted;
        private final boolean numbered;
        private final int trailing;
        private final String end;
        private final String blank;
        private final String label;
        private final List<String> classes;

        Table(Random random) {
            this.random = random;
            int width = 1 + random.nextInt(5);
            while (names.size() < width) {
                String name = NAMES.get(random.nextInt(NAMES.size()));
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
            rows = 1 + random.nextInt(30);
            features = new float[rows * width];
            for (int i = 0; i < features.length; i++) {
                features[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(9) - 4));
            }
            separator = Separator.values()[random.nextInt(3)];
            decimalComma = separator == Separator.SEMICOLON && random.nextBoolean();
            quoted = random.nextBoolean();
            numbered = random.nextBoolean();
            trailing = random.nextInt(3);
            end = List.of("\n", "\r\n", "\r", "\n\n").get(random.nextInt(4));
            blank = List.of("", " ", "\u00A0", "\u3000").get(random.nextInt(4));
            label = random.nextBoolean() ? "label" : "diagnosis";
            classes =
                    List.of(List.of("0", "1"), List.of("B", "M"), List.of("no", "yes"))
                            .get(random.nextInt(3));
            labels = new float[rows];
            for (int row = 0; row < rows; row++) {
                labels[row] = row == 0 ? 1 : random.nextInt(2);
            }
        }

        CsvOptions options() {
            CsvOptions usual = CsvOptions.usual().withLabel(label);
            // A comma in a name hides the separator from whoever guesses it.
            CsvOptions said = usual.withSeparator(separator);
            return classes.get(0).equals("0") ? said : said.withPositive(classes.get(1));
        }

        String text() {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            List<String> header = new ArrayList<>(names);
            header.add(label);
            text.append(line(header, "")).append(end);
            for (int row = 0; row < rows; row++) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < names.size(); i++) {
                    cells.add(number(features[row * names.size() + i]));
                }
                cells.add(classes.get((int) labels[row]));
                text.append(line(cells, "" + row)).append(end);
            }
            return text.toString();
        }

        private String number(float value) {
            String text =
                    random.nextBoolean()
                            ? Float.toString(value)
                            : String.format(Locale.ROOT, "%.9e", value);
            return decimalComma ? text.replace('.', ',') : text;
        }

        private String line(List<String> cells, String number) {
            String sign = String.valueOf(separator.sign());
            String line = cells.stream().map(this::cell).collect(Collectors.joining(sign));
            return (numbered ? number + sign : "") + line + sign.repeat(trailing);
        }

        private String cell(String text) {
            boolean must =
                    text.contains("\"") || text.indexOf(separator.sign()) >= 0 || text.equals("#n");
            return quoted || must ? "\"" + text.replace("\"", "\"\"") + "\"" : blank + text + blank;
        }
    }

    private static CsvRows read(byte[] file, CsvOptions options) throws IOException {
        return CsvDataset.readLabelled(
                CsvInput.of(new ByteArrayInputStream(file), "random.csv"), options);
    }

    @Test
    void randomTables_comeBack() throws IOException {
        for (int seed = 0; seed < FILES; seed++) {
            Table table = new Table(new Random(seed));
            String text = table.text();
            Charset charset =
                    text.startsWith("\uFEFF") && seed % 3 == 0 ? StandardCharsets.UTF_16LE : UTF_8;
            CsvRows rows = read(text.getBytes(charset), table.options());
            assertThat(rows.featureNames()).as(text).isEqualTo(table.names);
            assertThat(rows.features()).as(text).containsExactly(table.features);
            assertThat(rows.labels()).as(text).containsExactly(table.labels);
        }
    }

    /** Bits, bytes left out, twice or new, a cut end. */
    private static byte[] damaged(byte[] file, Random random) {
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        int hits = 1 + random.nextInt(3);
        byte[] source = file;
        for (int hit = 0; hit < hits; hit++) {
            int at = random.nextInt(source.length);
            damaged.reset();
            damaged.write(source, 0, at);
            switch (random.nextInt(6)) {
                case 0 -> damaged.write(source[at] ^ 1 << random.nextInt(8));
                case 1 -> {}
                case 2 -> damaged.write(random.nextInt(256));
                case 3 -> damaged.writeBytes(new byte[] {source[at], source[at]});
                case 4 -> damaged.write(",;\"\n\t'#".charAt(random.nextInt(7)));
                default -> {
                    byte[] cut = Arrays.copyOf(source, Math.max(1, at));
                    return cut;
                }
            }
            damaged.write(source, at + 1, source.length - at - 1);
            source = damaged.toByteArray();
        }
        return source;
    }

    @RepeatedTest(4)
    void damagedTables_areReadOrRefusedInOneLine(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < DAMAGED / 4; i++) {
            Table table = new Table(new Random(i % 50));
            byte[] file = damaged(table.text().getBytes(UTF_8), random);
            try {
                CsvRows rows = read(file, table.options());
                assertThat(rows.features()).hasSize(rows.size() * rows.width());
                for (float value : rows.features()) {
                    assertThat(Float.isFinite(value)).isTrue();
                }
            } catch (UserMistake refused) {
                assertThat(refused.getMessage())
                        .startsWith("random.csv")
                        .doesNotContain("\n", "\r")
                        .hasSizeLessThan(1500);
            } catch (Exception e) {
                fail(new String(file, UTF_8), e);
            }
        }
    }
}
