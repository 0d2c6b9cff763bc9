package dev.glossa.runner;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Model.CommandSpec;

/// Commands that a command carries out for its user, each shown as the user could type it.
record Steps(CommandSpec command, BackendOptions backends) {
    /// Those that open a model.
    private static final Set<String> ASKING = Set.of("run", "score");
    private static final String GATE = "compare";
    /// What the gate says without failing: go, no-go, inconclusive.
    private static final Set<Integer> VERDICTS = Set.of(0, 3, 4);

    /// @return the exit code
    int execute(List<String> arguments) {
        return execute(arguments, command.commandLine().getOut(), command.commandLine().getErr());
    }

    /// Rows of commands beside each other, without their results on stdout, where the command's own belongs. What the first
    /// row says is seen at once, what another says when the first has ended. A row ends at the first command that fails; that
    /// a gate stays shut is no failure.
    ///
    /// @return the exit code of the first row that failed, else 0
    int sideBySide(List<List<List<String>>> rows) {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            PrintWriter err = command.commandLine().getErr();
            List<StringWriter> said = new ArrayList<>();
            List<Future<Integer>> codes = new ArrayList<>();
            for (List<List<String>> row : rows) {
                StringWriter later = new StringWriter();
                PrintWriter to = said.isEmpty() ? err : new PrintWriter(later, true);
                said.add(later);
                codes.add(threads.submit(() -> row(row, to)));
            }
            int failed = 0;
            for (int i = 0; i < rows.size(); i++) {
                int code = codes.get(i).get();
                // Progress that is over has nothing to say any more.
                err.print(said.get(i).toString().replaceAll("\r[^\n\r]*\u001b\\[K", ""));
                err.flush();
                failed = failed == 0 ? code : failed;
            }
            return failed;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between the steps", e);
        }
    }

    private int row(List<List<String>> row, PrintWriter err) {
        for (List<String> step : row) {
            int code = execute(step, new PrintWriter(Writer.nullWriter()), err);
            if (code != 0 && !(step.getFirst().equals(GATE) && VERDICTS.contains(code))) {
                return code;
            }
        }
        return 0;
    }

    private int execute(List<String> arguments, PrintWriter out, PrintWriter err) {
        List<String> all = new ArrayList<>(arguments);
        if (ASKING.contains(all.getFirst())) {
            if (backends.llamaLib != null) {
                all.addAll(List.of("--llama-lib", backends.llamaLib.toString()));
            }
            if (backends.offline) {
                all.add("--offline");
            }
        }
        err.println("$ glossa " + String.join(" ", all.stream().map(Steps::shown).toList()));
        String[] words = all.toArray(String[]::new);
        return Main.commandLine(out, err, words).execute(words);
    }

    private static String shown(String argument) {
        return argument.matches("[\\w@%+=:,./-]+") ? argument : '"' + argument + '"';
    }
}
