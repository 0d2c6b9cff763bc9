package dev.glossa.runner;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line.
@Command(name = "glossa", mixinStandardHelpOptions = true, version = "glossa 0.1.0",
        description = "Evaluates language models across languages: results by language, region and web presence.")
public final class Main implements Runnable {

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
