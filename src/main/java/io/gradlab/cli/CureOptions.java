package io.gradlab.cli;

import io.gradlab.study.CureConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the change that helps is looked for. */
final class CureOptions {

    static final String[] NAMES = {"--members", "--success", "--budget"};

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "" + CureConfig.MEMBERS,
            description = "Starts behind each share (default: ${DEFAULT-VALUE}).")
    private int members;

    @Option(
            names = "--success",
            paramLabel = "A",
            description =
                    "Validation accuracy from which a start succeeds (default: a skill of 0.9 of the"
                            + " best median that any change reaches).")
    private @Nullable Double success;

    @Option(
            names = "--budget",
            paramLabel = "N",
            defaultValue = "" + CureConfig.BUDGET,
            description = "Most member-epochs of all trainings (default: ${DEFAULT-VALUE}).")
    private long budget;

    /** Refuses what is out of range. */
    CureConfig config(WorkOptions options) {
        return new CureConfig(
                members,
                success,
                budget,
                options.seed.seed(),
                options.device.name(),
                options.console(),
                Interruption::requested);
    }
}
