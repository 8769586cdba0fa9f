package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameEncodingTest {

    private static final String POSIX = "ANSI_X3.4-1968";
    private static final String[] NONE = {};

    /** "ü" is two bytes in UTF-8, and Java gives a replacement character for each. */
    @ParameterizedTest
    @ValueSource(strings = {"/tmp/\uFFFD\uFFFD", "--out=\uFFFD", "n\uFFFDn.csv"})
    void problem_lettersLost_saysWhatToSet(String argument) {
        assertThat(FileNameEncoding.problem(POSIX, new String[] {"train", argument}, NONE))
                .hasValueSatisfying(
                        line ->
                                assertThat(line)
                                        .contains(
                                                "argument '"
                                                        + argument.replace('\uFFFD', '?')
                                                        + "'")
                                        .contains("set LC_ALL=C.UTF-8", POSIX)
                                        .doesNotContain("\uFFFD"));
    }

    @Test
    void problem_folderLost_isNamed() {
        assertThat(FileNameEncoding.problem(POSIX, NONE, new String[] {"/home", null, "/\uFFFD"}))
                .hasValueSatisfying(line -> assertThat(line).startsWith("folder '/?' has letters"));
    }

    @Test
    void problem_bytesThatAreNoUtf8_saysToRename() {
        assertThat(FileNameEncoding.problem("UTF-8", new String[] {"\uFFFD.csv"}, NONE))
                .hasValueSatisfying(
                        line -> assertThat(line).contains("has bytes that are no UTF-8; rename"));
    }

    @Test
    void problem_everyLetterArrived_none() {
        String[] arguments = {"train", "--out", "/tmp/ü", "--data", "数据.csv", "?"};
        assertThat(FileNameEncoding.problem("UTF-8", arguments, new String[] {"/home/é", null}))
                .isEmpty();
        assertThat(FileNameEncoding.problem(POSIX, new String[] {"list"}, NONE)).isEmpty();
    }
}
