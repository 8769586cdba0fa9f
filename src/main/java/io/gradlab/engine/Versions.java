package io.gradlab.engine;

import java.util.LinkedHashMap;
import java.util.Map;

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
        versions.put("djl", Build.version("djl"));
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
        return Build.version("gradlab");
    }
}
