package dev.glossa.runner;

import dev.glossa.runner.MainTest.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Several command lines in one process, one after another; their words are arguments, and `;` stands between them.
final class CommandLines {
    private static final String OUT = "<<out>>";
    private static final String ERR = "<<err>>";
    private static final String END = "<<end>>";

    private CommandLines() {}

    public static void main(String... arguments) {
        List<String> line = new ArrayList<>();
        Stream.concat(Arrays.stream(arguments), Stream.of(";")).forEach(word -> {
            if (word.equals(";")) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ByteArrayOutputStream err = new ByteArrayOutputStream();
                int code = Main.execute(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), line.toArray(String[]::new));
                System.out.print(code + OUT + out.toString(StandardCharsets.UTF_8) + ERR + err.toString(StandardCharsets.UTF_8) + END);
                line.clear();
            } else {
                line.add(word);
            }
        });
        System.exit(0);
    }

    /// What came of each line.
    static List<Outcome> outcomes(String printed) {
        return Stream.of(printed.split(END)).filter(one -> one.contains(OUT)).map(one -> {
            int out = one.indexOf(OUT);
            int err = one.indexOf(ERR);
            return new Outcome(Integer.parseInt(one.substring(0, out)), one.substring(out + OUT.length(), err), one.substring(err + ERR.length()));
        }).toList();
    }
}
