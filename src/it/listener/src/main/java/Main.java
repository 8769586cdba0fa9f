import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that logs and runs the listeners of the documents, which {@code .ci/consumers} adds. */
final class Main {

    private static final Logger LOGGER = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        LOGGER.info("a line of the program's own");
        ListenerSnippet.main(arguments);
        AlarmsSnippet.main(arguments);
    }
}
