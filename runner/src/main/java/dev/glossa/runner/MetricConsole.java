package dev.glossa.runner;

import java.io.PrintWriter;
import java.util.List;

/// Where `glossa metric` writes: results to one side, words about them to the other, as sacreBLEU puts them.
record MetricConsole(PrintWriter out, PrintWriter err, boolean quiet) {

    /// A run that cannot go on.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int exitCode;
        private final transient List<String> lines;

        Refused(int exitCode, String... lines) {
            super(lines[0]);
            this.exitCode = exitCode;
            this.lines = List.of(lines);
        }

        int exitCode() {
            return exitCode;
        }

        List<String> lines() {
            return lines;
        }
    }

    void print(String result) {
        out.print(result + "\n");
        out.flush();
    }

    /// A line that `--quiet` leaves out.
    void say(String line) {
        if (!quiet) {
            error(line);
        }
    }

    void error(String line) {
        err.print("sacreBLEU: " + line + "\n");
        err.flush();
    }
}
