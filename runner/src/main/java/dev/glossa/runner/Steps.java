package dev.glossa.runner;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// Commands that a command carries out for its user, each shown as the user could type it.
record Steps(CommandSpec command, BackendOptions backends) {

    /// @return the exit code
    int execute(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        if (!all.getFirst().equals("report")) {
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
        return Main.commandLine(command.commandLine().getOut(), err, words).execute(words);
    }

    private static String shown(String argument) {
        return argument.matches("[\\w@%+=:,./-]+") ? argument : '"' + argument + '"';
    }
}
