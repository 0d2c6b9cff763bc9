package dev.glossa.runner;

import dev.glossa.judges.sacrebleu.MetricSignature;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// `glossa metric`: sacreBLEU's command line, without its built-in test sets.
///
/// The command that scripts call once for each pair of files. So [Main] comes here directly, and picocli knows no more of it than its name.
@Command(name = MetricCommand.NAME, description = "BLEU, chrF and TER with sacreBLEU's options, numbers and output.")
public final class MetricCommand implements Callable<Integer> {

    static final String NAME = "metric";
    private static final int WRONG_USAGE = 2;

    @Spec
    CommandSpec spec;

    @Unmatched
    List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        return execute(words, spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    static int execute(List<String> words, PrintWriter out, PrintWriter err) {
        return execute(Path.of(""), new FileInputStream(FileDescriptor.in), words, out, err);
    }

    /// @param directory what file names are relative to
    static int execute(Path directory, InputStream stdin, List<String> words, PrintWriter out, PrintWriter err) {
        MetricConsole console = new MetricConsole(out, err, false);
        try {
            MetricOptions options = new MetricOptions(directory, stdin, words);
            if (options.is(MetricOption.HELP)) {
                out.print(MetricOption.help());
                out.flush();
                return 0;
            }
            if (options.is(MetricOption.VERSION)) {
                console.print("sacrebleu " + MetricSignature.VERSION);
                return 0;
            }
            new MetricRun(options, new MetricConsole(out, err, options.is(MetricOption.QUIET))).run();
            return 0;
        } catch (MetricOptions.Unreadable e) {
            console.error(e.getMessage() + " (glossa metric --help)");
            return WRONG_USAGE;
        } catch (MetricConsole.Refused e) {
            for (String line : e.lines()) {
                console.error(line);
            }
            return e.exitCode();
        } catch (NoSuchFileException e) {
            console.error(e.getFile() + ": no such file");
            return 1;
        } catch (AccessDeniedException e) {
            console.error(e.getFile() + ": permission denied");
            return 1;
        } catch (IllegalArgumentException | IOException e) {
            console.error(e.getMessage());
            return 1;
        }
    }
}
