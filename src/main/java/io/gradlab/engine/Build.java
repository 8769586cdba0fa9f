package io.gradlab.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What this program was built with. */
final class Build {

    private Build() {}

    /**
     * A version.
     *
     * @param name {@code gradlab}, {@code djl}, or {@code pytorch} for the library that the first
     *     start unpacks
     */
    static String version(String name) {
        Properties build = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Build.class.getResourceAsStream("version.properties"))) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty(name);
    }
}
