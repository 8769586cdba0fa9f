package io.gradlab.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no CSV file is refused with what it is, whatever it is called. */
class ForeignDataTest {

    static Stream<Arguments> refused() throws IOException {
        return Stream.of(
                Arguments.of(zip("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook"),
                Arguments.of(zip("xl/workbook.xml"), "an Excel workbook"),
                Arguments.of(zip("word/document.xml"), "a Word document"),
                Arguments.of(zip("a.npy"), "a NumPy archive (.npz)"),
                Arguments.of(zip("model/data.pkl"), "a file of PyTorch"),
                Arguments.of(zip("base.csv"), "a ZIP archive"),
                Arguments.of(gzip(), "a gzip archive"),
                Arguments.of(latin("BZh91AY&SY.."), "a bzip2 archive"),
                Arguments.of(latin("\u00FD7zXZ\0.."), "an xz archive"),
                Arguments.of(latin("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1"), ".xls"),
                Arguments.of(latin("\u0093NUMPY\1\0v\0{'descr'"), "a NumPy array (.npy)"),
                Arguments.of(latin("\u0080\4\u0095.."), "a pickle of Python"),
                Arguments.of(latin("\u0089HDF\r\n\u001A\n"), "an HDF5 file"),
                Arguments.of(latin("PAR1\u0015\4.."), "a Parquet file"),
                Arguments.of(latin("SQLite format 3\0"), "an SQLite database"),
                Arguments.of(latin("%PDF-1.7\n"), "a PDF document"),
                Arguments.of(latin("RDX3\nX\n"), "R data"),
                Arguments.of(latin("{\"x\": [1, 2]}"), "JSON"),
                Arguments.of(latin("[{\"x\": 1}]"), "JSON"),
                Arguments.of(latin("\n  [1.5, 2, 0]\n"), "JSON"),
                Arguments.of(latin("{\n  \"x\": 1"), "JSON"),
                Arguments.of(latin("% made by Weka\n@RELATION iris\n"), "an ARFF file"),
                Arguments.of(latin("@relation iris\n"), "an ARFF file"),
                Arguments.of(latin("<!DOCTYPE html>\n<html>"), "an HTML page"),
                Arguments.of(latin("\u00EF\u00BB\u00BF <html>"), "an HTML page"),
                Arguments.of(latin("version https://git-lfs.github.com/spec/v1\n"), "Git LFS"),
                Arguments.of(latin("| x | label |\n|---|---|\n"), "a table of Markdown"),
                Arguments.of(latin("<?xml version=\"1.0\"?>"), "XML"),
                Arguments.of(latin("+1 1:0.5 2:-0.25 7:1e-3\n"), "a LIBSVM file"),
                Arguments.of("x,label\n".getBytes(UTF_16LE), "UTF-16 without a byte order mark"));
    }

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(latin("x,label\n1,0\n"));
        }
        return bytes.toByteArray();
    }

    private static void assertRefused(byte[] file, String what) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                CsvDataset.readLabelled(
                                        CsvInput.of(new ByteArrayInputStream(file), "a.csv"),
                                        CsvOptions.usual()))
                .withMessageStartingWith("a.csv")
                .withMessageContaining(what)
                .withMessageContaining("; ");
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void refused(byte[] file, String what) {
        assertRefused(file, what);
    }

    @Test
    void chinese_isNamed() {
        assertRefused("半径,纹理,label\n1,2,0\n".getBytes(Charset.forName("GBK")), "most likely GBK");
    }

    @Test
    void archiveNamedAsAWorkbook_isNamedAsOne() throws IOException {
        assertThat(ForeignData.what(zip("base.csv"), "Mappe.XLSX"))
                .startsWith("a ZIP archive named as an Excel workbook (.xlsx); ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PAR1,label",
                "BZhang,label",
                "RDX2,label",
                "[a],label",
                "{x},label",
                "<x,label",
                "%PDF,label",
                "@relations,label",
                "PK,label",
                "1 2,label"
            })
    void namesThatLookLikeSigns_areNames(String header) throws IOException {
        byte[] file = latin(header + "\n1,0\n2,1\n");
        CsvRows rows =
                CsvDataset.readLabelled(
                        CsvInput.of(new ByteArrayInputStream(file), "a.csv"), CsvOptions.usual());
        assertThat(rows.labels()).containsExactly(0, 1);
    }
}
