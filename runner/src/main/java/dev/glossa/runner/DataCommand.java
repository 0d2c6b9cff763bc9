package dev.glossa.runner;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Data sets and models of the hub, in the cache that Python's tools share.
@Command(name = "data", mixinStandardHelpOptions = true, description = "Fetch data sets and models of the hub, checked, into the cache that Python's tools share.",
        footer = {"", "The cache, the hub and the token are where Hugging Face's own tools look for them:",
            "HF_HUB_CACHE, HF_HOME, HF_ENDPOINT, HF_TOKEN, HF_TOKEN_PATH, HF_HUB_OFFLINE."},
        subcommands = {
            DataListCommand.class,
            DataPullCommand.class,
            DataVerifyCommand.class,
            DataPathCommand.class,
        })
final class DataCommand implements Runnable {
    @Spec
    CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "no command; there are list, pull, verify and path");
    }
}
