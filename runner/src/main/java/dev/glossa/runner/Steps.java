package dev.glossa.runner;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/// Commands that a command carries out for its user, each shown as the user could type it.
record Steps(CommandSpec command, BackendOptions backends) {
    /// Those that open a model.
    private static final Set<String> ASKING = Set.of("run", "score");

    /// @return the exit code
    int execute(List<String> arguments) {
        return execute(arguments, command.commandLine().getOut());
    }

    /// Without its result on stdout, where the command's own belongs.
    int quietly(List<String> arguments) {
        return execute(arguments, new PrintWriter(Writer.nullWriter()));
    }

    private int execute(List<String> arguments, PrintWriter out) {
        List<String> all = new ArrayList<>(arguments);
        if (ASKING.contains(all.getFirst())) {
            if (backends.llamaLib != null) {
                all.addAll(List.of("--llama-lib", backends.llamaLib.toString()));
            }
            if (backends.offline) {
                all.add("--offline");
            }
        }
        PrintWriter err = command.commandLine().getErr();
        err.println("$ glossa " + String.join(" ", all.stream().map(Steps::shown).toList()));
        String[] words = all.toArray(String[]::new);
        return Main.commandLine(out, err, words).execute(words);
    }

    private static String shown(String argument) {
        return argument.matches("[\\w@%+=:,./-]+") ? argument : '"' + argument + '"';
    }
}
