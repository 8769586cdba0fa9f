package io.gradlab.cli;

import io.gradlab.experiment.ExperimentRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The program: without a command it runs every experiment. */
@Command(
        name = "gradlab",
        versionProvider = VersionProvider.class,
        description = {
            "A laboratory for one question: why does this feed-forward network not learn?",
            "Without a command: runs every experiment of sections 4.3 and 4.4."
        },
        footer = {
            "",
            "Exit codes: 0 done; 2 wrong arguments or input; 3 training diverged; 4 the diagnosis has an"
                    + " alarm; 5 no change is proven to help; 130 stopped; 1 anything else."
        },
        subcommands = {
            ListCommand.class,
            RunCommand.class,
            TrainCommand.class,
            DiagnoseCommand.class,
            PreflightCommand.class,
            CureCommand.class,
            PopulationCommand.class,
            MapCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            ExportCommand.class,
            InfoCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            BenchCommand.class,
            CalibrateHealthCommand.class,
            CalibrateCureCommand.class
        })
public final class GradlabCommand extends LaboratoryOptions {

    @SuppressWarnings("unused") // picocli acts on it
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print version information and exit.")
    private boolean version;

    @Override
    public Integer call() throws IOException {
        return RunCommand.run(this, ExperimentRegistry.all());
    }

    /**
     * Runs the program as a process: Ctrl-C stops it at its next epoch, numbers are printed the
     * same in every country.
     *
     * @param arguments of the command line
     * @return the exit code
     */
    public static int runProcess(String... arguments) {
        if (Failure.tooLittleMemory()) {
            System.err.println(Failure.TOO_LITTLE_MEMORY);
            return ExitCode.FAILURE;
        }
        PrintWriter err = new PrintWriter(System.err, true, StandardOutput.charset());
        try {
            StandardError.giveBack();
            Locale.setDefault(Locale.ROOT);
            Failure.silenceOtherThreads();
            Optional<String> problem = FileNameEncoding.problem(arguments);
            if (problem.isPresent()) {
                return Failure.error(err, problem.get(), ExitCode.FAILURE);
            }
            Interruption.install();
            return StandardOutput.exitCode(execute(arguments), err);
        } catch (Throwable e) { // an Error, which picocli lets through
            return Failure.report(e, "", err);
        } finally {
            Interruption.finished();
        }
    }

    /** Runs a command; gives its exit code. */
    static int execute(String... arguments) {
        CommandLine commandLine = new CommandLine(new GradlabCommand());
        commandLine.setExpandAtFiles(false);
        commandLine.setPosixClusteredShortOptionsAllowed(false); // else -hidden is -h
        commandLine.setParameterExceptionHandler(GradlabCommand::wrongArguments);
        WrongValue.check(commandLine);
        commandLine.setResourceBundle(new HelpTexts());
        commandLine.setExecutionExceptionHandler(
                (e, command, parsed) ->
                        Failure.report(e, pathOption(command, e), command.getErr()));
        return commandLine.execute(LeadingOptions.behindTheCommand(commandLine, arguments));
    }

    /**
     * Which option named the file that something is wrong with, for behind a library's words: for
     * example {@code (--out)}, or nothing.
     */
    private static String pathOption(CommandLine command, Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof FileSystemException)) {
            cause = cause.getCause();
        }
        if (!(cause instanceof FileSystemException trouble) || trouble.getFile() == null) {
            return "";
        }
        Path file = Path.of(trouble.getFile());
        return command.getCommandSpec().options().stream()
                .filter(option -> option.getValue() instanceof Path given && file.startsWith(given))
                .findFirst()
                .map(option -> " (" + option.longestName() + ")")
                .orElse("");
    }

    private static int wrongArguments(ParameterException e, String... given) {
        CommandLine command = e.getCommandLine();
        String what = WrongArguments.message(e, given);
        String line =
                "%s%s see %s --help"
                        .formatted(
                                what,
                                what.endsWith("?") ? "" : ";",
                                command.getCommandSpec().qualifiedName());
        return Failure.error(command.getErr(), line, ExitCode.USAGE);
    }
}
