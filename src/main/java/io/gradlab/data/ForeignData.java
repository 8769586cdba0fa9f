package io.gradlab.data;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files that are no CSV, by their first bytes: what they are and how to save them as one. */
final class ForeignData {

    /** Bytes that are looked at. */
    static final int START = 4096;

    private static final String UNPACK = "; unpack it and name the CSV file in it";
    private static final String PANDAS = "(...).to_csv('data.csv', index=False)";

    /** The first bytes in hexadecimal, and what begins with them. */
    private static final List<String> SIGNS =
            List.of(
                    "1F8B=a gzip archive" + UNPACK,
                    "425A6839314159=a bzip2 archive" + UNPACK,
                    "FD377A585A00=an xz archive" + UNPACK,
                    "28B52FFD=a Zstandard archive" + UNPACK,
                    "377ABCAF271C=a 7z archive" + UNPACK,
                    "526172211A07=a RAR archive" + UNPACK,
                    "D0CF11E0A1B11AE1=an old Excel workbook (.xls); open it in a spreadsheet and save it as 'CSV UTF-8'",
                    "934E554D5059=a NumPy array (.npy); write it with numpy.savetxt('data.csv', array, delimiter=',', header='x1,x2,label', comments='')",
                    "89484446=an HDF5 file; write its table with pandas.read_hdf" + PANDAS,
                    "5041523115=a Parquet file; write it with pandas.read_parquet" + PANDAS,
                    "4152524F57310000=a Feather file; write it with pandas.read_feather" + PANDAS,
                    "53514C69746520666F726D6174203300=an SQLite database; write its table as a CSV file",
                    "255044462D=a PDF document; give the table itself, as a CSV file",
                    "524458320A=R data; write them with write.csv(data, 'data.csv', row.names = FALSE)",
                    "524458330A=R data; write them with write.csv(data, 'data.csv', row.names = FALSE)",
                    "4D41544C414220352E30=a MATLAB file; write it there with writetable",
                    "89504E47=a PNG picture; give a table of numbers, as a CSV file",
                    "FFD8FF=a JPEG picture; give a table of numbers, as a CSV file",
                    "FFFE0000=a text in UTF-32; save it in UTF-8",
                    "0000FEFF=a text in UTF-32; save it in UTF-8",
                    "7B5C727466=a document in RTF; save it as plain text");

    /** Names in a ZIP archive, and what has them. */
    private static final List<String> IN_ZIP =
            List.of(
                    ".npy=a NumPy archive (.npz); write its arrays as the columns of one CSV file",
                    "data.pkl=a file of PyTorch; name a CSV file of data, and such a file as parameters",
                    "opendocument.spreadsheet=a spreadsheet of LibreOffice (.ods); open it there and save it as 'Text CSV' in UTF-8",
                    "word/=a Word document; save its table as a CSV file",
                    "xl/=an Excel workbook (.xlsx); open it in a spreadsheet and save it as 'CSV UTF-8'",
                    "[Content_Types].xml=an Excel workbook (.xlsx); open it in a spreadsheet and save it as 'CSV UTF-8'");

    /** Beginnings of texts, blanks and a byte order mark aside. */
    private static final List<Kind> TEXTS =
            List.of(
                    new Kind(
                            "\\{\\s*(\"|\\}|$)|\\[\\s*([\\[{\\]\"]|-?\\d[^,\\]]*,|$)",
                            "JSON; write it with pandas.read_json" + PANDAS),
                    new Kind(
                            "(?is)(%[^\\n]*\\n\\s*)*@relation\\b.*",
                            "an ARFF file of Weka; save it there as CSV"),
                    new Kind(
                            "(?is)(<!--.*?-->\\s*)?<(!doctype\\s+html|html|head|body|table)\\b.*",
                            "an HTML page, perhaps one that tells of an error; save the table itself, as a CSV file"),
                    new Kind(
                            "version https://git-lfs\\b",
                            "a pointer of Git LFS; fetch the file itself with git lfs pull"),
                    new Kind("\\|[^\\n]*\\|", "a table of Markdown; save it as a CSV file"),
                    new Kind("(?is)<\\?xml\\b.*", "XML; save it as a CSV file"),
                    new Kind(
                            "[+-]?\\d+(\\.\\d+)?( \\d+:[-+.\\deE]+){2,}.*",
                            "a LIBSVM file; write it with sklearn.datasets.load_svmlight_file and numpy.savetxt"));

    private record Kind(Pattern start, String what) {

        Kind(String start, String what) {
            this(Pattern.compile(start, Pattern.DOTALL), what);
        }
    }

    private ForeignData() {}

    /**
     * What the bytes are the beginning of, and the mend; null for what may be a CSV file.
     *
     * @param name of the file, which tells workbooks from other archives where nothing else does
     */
    static @Nullable String what(byte[] start, String name) {
        String hexadecimal = HexFormat.of().withUpperCase().formatHex(start);
        for (String sign : SIGNS) {
            int at = sign.indexOf('=');
            if (hexadecimal.startsWith(sign.substring(0, at))) {
                return sign.substring(at + 1);
            }
        }
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PK\3\4") || text.startsWith("PK\5\6")) {
            return inZip(text, name);
        }
        if (start.length > 1 && start[0] == (byte) 0x80 && start[1] >= 2 && start[1] <= 5) {
            return "a pickle of Python; write it with pandas.read_pickle" + PANDAS;
        }
        if (isWide(start, 0) || isWide(start, 1)) {
            return "a text in UTF-16 without a byte order mark; save it in UTF-8";
        }
        String plain = text.replaceFirst("^\u00EF\u00BB\u00BF", "").stripLeading();
        return TEXTS.stream()
                .filter(kind -> kind.start.matcher(plain).lookingAt())
                .map(Kind::what)
                .findFirst()
                .orElse(null);
    }

    private static String inZip(String text, String name) {
        return IN_ZIP.stream()
                .map(line -> line.split("=", 2))
                .filter(parts -> text.contains(parts[0]))
                .map(parts -> parts[1])
                .findFirst()
                .orElse(
                        name.toLowerCase(Locale.ROOT).endsWith(".xlsx")
                                ? "a ZIP archive named as an Excel workbook (.xlsx); open it in a spreadsheet and save it as 'CSV UTF-8'"
                                : "a ZIP archive" + UNPACK);
    }

    /** Whether every second byte of the first eight is 0 and no other is. */
    private static boolean isWide(byte[] start, int zeroAt) {
        if (start.length < 8) {
            return false;
        }
        for (int i = 0; i < 8; i++) {
            if ((start[i] == 0) != (i % 2 == zeroAt)) {
                return false;
            }
        }
        return true;
    }
}
