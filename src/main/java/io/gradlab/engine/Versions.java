package io.gradlab.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The versions that a result depends on. */
public final class Versions {

    private Versions() {}

    /**
     * Versions of everything that computes. Loads the engine.
     *
     * @return {@code gradlab}, {@code djl}, {@code pytorch}, {@code java} and {@code os}
     */
    public static Map<String, String> current() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("gradlab", gradlab());
        versions.put("djl", build().getProperty("djl"));
        versions.put("pytorch", Torch.engine().getVersion());
        versions.put("java", System.getProperty("java.version"));
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return versions;
    }

    /**
     * The version of this program. Does not load the engine.
     *
     * @return for example {@code 0.1.0}
     */
    public static String gradlab() {
        return build().getProperty("gradlab");
    }

    /**
     * The version that this program was built with, of the library that the first start unpacks.
     */
    static String pytorch() {
        return build().getProperty("pytorch");
    }

    private static Properties build() {
        Properties build = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Versions.class.getResourceAsStream("version.properties"))) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build;
    }
}
