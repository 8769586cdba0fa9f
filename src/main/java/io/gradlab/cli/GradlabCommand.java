package io.gradlab.cli;

import io.gradlab.core.UserMistake;
import io.gradlab.engine.Torch;
import io.gradlab.experiment.ExperimentRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: without a command it runs every experiment. */
@Command(
        name = "gradlab",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        description = {
            "A laboratory for one question: why does this feed-forward network not learn?",
            "Without a command: runs every experiment of sections 4.3 and 4.4."
        },
        footer = {
            "",
            "Exit codes: 0 done; 2 wrong arguments or input; 3 training diverged; 4 the diagnosis has an"
                    + " alarm; 130 stopped; 1 anything else."
        },
        subcommands = {
            ListCommand.class,
            RunCommand.class,
            TrainCommand.class,
            DiagnoseCommand.class,
            PreflightCommand.class,
            PopulationCommand.class,
            MapCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            ExportCommand.class,
            InfoCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            BenchCommand.class,
            CalibrateHealthCommand.class
        })
public final class GradlabCommand implements Callable<Integer> {

    @Mixin private CommonOptions common = new CommonOptions();

    CommonOptions common() {
        return common;
    }

    @Override
    public Integer call() throws IOException {
        return RunCommand.run(common, ExperimentRegistry.all());
    }

    /**
     * Runs the program as a process: Ctrl-C stops it at its next epoch, numbers are printed the
     * same in every country.
     *
     * @param arguments of the command line
     * @return the exit code
     */
    public static int runProcess(String... arguments) {
        Locale.setDefault(Locale.ROOT);
        Torch.configure();
        Interruption.install();
        try {
            Optional<String> problem = FileNameEncoding.problem(arguments);
            return problem.isPresent()
                    ? error(new CommandLine(new GradlabCommand()), problem.get(), ExitCode.FAILURE)
                    : execute(arguments);
        } finally {
            Interruption.finished();
        }
    }

    /**
     * Runs a command.
     *
     * @param arguments of the command line
     * @return the exit code
     */
    static int execute(String... arguments) {
        CommandLine commandLine = new CommandLine(new GradlabCommand());
        commandLine.setExpandAtFiles(false);
        commandLine.setParameterExceptionHandler(GradlabCommand::wrongArguments);
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
        return commandLine.execute(arguments);
    }

    private static int wrongArguments(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String hint = "see " + command.getCommandSpec().qualifiedName() + " --help";
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String like = String.join(", ", unmatched.getSuggestions());
            hint = like.isEmpty() ? hint : "did you mean " + like + "? " + hint;
        }
        String what = String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
        return error(command, what + "; " + hint, ExitCode.USAGE);
    }

    private static int failed(Exception e, CommandLine command) {
        if (e instanceof UserMistake) {
            return error(command, e.getMessage(), ExitCode.USAGE);
        }
        if (e instanceof CancellationException) {
            return error(command, "stopped; what was finished is kept", ExitCode.INTERRUPTED);
        }
        if (e instanceof IOException) {
            return error(command, e.getMessage(), ExitCode.FAILURE);
        }
        error(command, "this is a defect of gradlab, please report it: " + e, ExitCode.FAILURE);
        e.printStackTrace(command.getErr());
        return ExitCode.FAILURE;
    }

    /** One line on the error stream, whatever the message holds. */
    static int error(CommandLine command, @Nullable String message, int exitCode) {
        PrintWriter err = command.getErr();
        err.println("error: " + String.valueOf(message).replaceAll("\\s*\\R\\s*", " "));
        err.flush();
        return exitCode;
    }
}
