package dev.glossa.runner;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The command line. Exit codes: 0 done (or gate GO), 1 failed, 2 wrong usage, 3 gate NO-GO, 4 gate INCONCLUSIVE.
@Command(name = "glossa", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "Evaluates language models across languages: results by language, region and web presence.",
        footer = {"", "Results go to standard output, everything else to standard error.",
            "Exit codes: 0 done (or gate GO), 1 failed, 2 wrong usage, 3 gate NO-GO, 4 gate INCONCLUSIVE."})
public final class Main implements Runnable {
    @picocli.CommandLine.Spec
    CommandLine.Model.CommandSpec command;

    /// What a run without any answer says; a shard of which this is true has been asked all the same.
    public static final String NOTHING_ANSWERED = "nothing was answered";

    private static final int LONGEST_MESSAGE = 4000;

    /// In the order of the help.
    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            RunCommand.class,
            SweepCommand.class,
            ProbeCommand.class,
            ScoreCommand.class,
            MergeCommand.class,
            ReportCommand.class,
            LeaderboardCommand.class,
            LanguageCommand.class,
            VerifyCommand.class,
            SubmitCommand.class,
            AcceptCommand.class,
            CompareCommand.class,
            DataCommand.class,
            LanguagesCommand.class,
            NewLanguageCommand.class,
            TokenizersCommand.class,
            MetricCommand.class,
            ImportCommand.class,
            ExportCommand.class);

    public static void main(String... arguments) {
        System.exit(execute(System.out, System.err, arguments));
    }

    /// Runs one command line.
    ///
    /// @return the exit code
    public static int execute(PrintStream out, PrintStream err, String... arguments) {
        // Prompts, ids and files are the same on every machine, whatever its user's digits and letters are.
        Locale.setDefault(Locale.ROOT);
        PrintWriter results = new PrintWriter(out, true, StandardCharsets.UTF_8);
        PrintWriter words = new PrintWriter(err, true, StandardCharsets.UTF_8);
        if (arguments.length > 0 && arguments[0].equals(MetricCommand.NAME)) {
            return MetricCommand.execute(List.of(arguments).subList(1, arguments.length), results, words);
        }
        return commandLine(results, words, arguments).execute(arguments);
    }

    /// What reads this command line. Only the command that it names is made: making all of them is most of a short start. Help
    /// lists them by what they say of themselves.
    static CommandLine commandLine(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Main());
        String first = arguments.length == 0 ? "" : arguments[0];
        boolean help = arguments.length == 1 && List.of("--help", "-h", "--version", "-V").contains(first);
        List<Class<?>> named = COMMANDS.stream().filter(command -> about(command).name().equals(first)).toList();
        for (Class<?> command : named.isEmpty() ? COMMANDS : named) {
            if (help) {
                CommandLine.Model.CommandSpec described = CommandLine.Model.CommandSpec.create();
                described.usageMessage().description(about(command).description());
                line.addSubcommand(about(command).name(), described);
            } else {
                line.addSubcommand(command);
            }
        }
        return line
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Main::usage)
                .setExecutionExceptionHandler(Main::failure);
    }

    private static Command about(Class<?> command) {
        return command.getAnnotation(Command.class);
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "no command; glossa --help lists them");
    }

    private static int usage(ParameterException e, String[] arguments) {
        e.getCommandLine().getErr().println("glossa: " + oneMessage(e));
        CommandLine.UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    private static int failure(Exception e, CommandLine command, ParseResult result) {
        command.getErr().println("glossa: " + oneMessage(e));
        if (!(e instanceof IllegalArgumentException || e instanceof java.io.UncheckedIOException || e instanceof InterruptedException)) {
            // Nobody's mistake but ours: whoever reports it needs the place.
            e.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String oneMessage(Exception e) {
        String message = e.getMessage() == null || e.getMessage().isBlank() ? e.getClass().getSimpleName() : e.getMessage();
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }
}
