package dev.glossa.runner;

import dev.glossa.harness.Backend;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Registry;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What every command needs that opens a model.
final class BackendOptions {
    @Option(names = "--llama-lib", paramLabel = "DIR", description = "Folder of a llama.cpp build to use instead of the pinned one.")
    Path llamaLib;

    @Option(names = "--offline", description = "Open no connection: local models and files only.")
    boolean offline;

    Backend open(String uri, LocalDate date, Optional<String> revision) {
        return Registry.open(ModelUri.parse(uri), new Backend.Settings(date, revision, Optional.ofNullable(llamaLib), offline));
    }
}
