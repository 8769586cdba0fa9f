package io.gradlab.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schema of {@code health.json}, and a validator that is not of this project. */
public final class HealthSchema {

    private static final Path FILE = Path.of("src", "docs", "health.schema.json");

    private HealthSchema() {}

    static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    }

    /** What in a JSON text is not as the schema has it. */
    static List<String> errors(String json) {
        return errors(registry().getSchema(text(), InputFormat.JSON), json);
    }

    /** What in the schema is not as schemas are. */
    static List<String> errorsOfItself() {
        return errors(
                registry()
                        .getSchema(
                                """
                                {"$ref": "https://json-schema.org/draft/2020-12/schema"}
                                """,
                                InputFormat.JSON),
                text());
    }

    private static List<String> errors(Schema schema, String json) {
        List<Error> errors =
                schema.validate(
                        json,
                        InputFormat.JSON,
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(true)));
        return errors.stream().map(Error::toString).toList();
    }

    /** Asserts that a JSON text is as the schema has it. */
    public static void assertHolds(String json) {
        assertThat(errors(json)).as(json).isEmpty();
    }
}
