import ai.djl.engine.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that logs and runs the listeners of the documents, which {@code .ci/consumers} adds. */
final class Main {

    private static final Logger LOGGER = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        LOGGER.info("a line of the program's own");
        Engine.getInstance().setRandomSeed(1); // else an unlucky start may be diagnosed otherwise
        ListenerSnippet.main(arguments);
        AlarmsSnippet.main(arguments);
    }
}
