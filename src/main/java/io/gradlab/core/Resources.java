package io.gradlab.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Texts that lie beside the classes. */
public final class Resources {

    private Resources() {}

    /**
     * Reads a text.
     *
     * @param owner a class of the package that it lies in
     * @param path from there
     * @return the text, decoded as UTF-8
     * @throws NullPointerException if it is not there
     */
    public static String text(Class<?> owner, String path) {
        try (InputStream in = owner.getResourceAsStream(path)) {
            return new String(
                    Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
