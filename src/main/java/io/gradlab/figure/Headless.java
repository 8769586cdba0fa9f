package io.gradlab.figure;

/** Figures are files: no window system is asked for, unless the program around us wants one. */
final class Headless {

    private static final String PROPERTY = "java.awt.headless";

    private Headless() {}

    /** Has an effect only before the first AWT class loads. */
    static void prefer() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, "true");
        }
    }
}
