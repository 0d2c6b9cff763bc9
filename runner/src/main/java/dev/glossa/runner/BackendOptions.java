package dev.glossa.runner;

import dev.glossa.harness.Backend;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Registry;
import dev.glossa.harness.hub.HubCache;
import dev.glossa.harness.hub.HubModel;
import dev.glossa.harness.hub.HubSettings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What every command needs that opens a model.
final class BackendOptions {
    @Spec(Spec.Target.MIXEE)
    CommandSpec command;

    @Option(names = "--llama-lib", paramLabel = "DIR", description = "Folder of a llama.cpp build to use instead of the pinned one.")
    Path llamaLib;

    @Option(names = "--offline", description = "Open no connection: local models and files only.")
    boolean offline;

    Backend open(String uri, LocalDate date, Optional<String> revision) {
        ModelUri model = ModelUri.parse(uri);
        if (model.scheme().equals("hf")) {
            fetch(HubModel.parse(model.location()));
        }
        return Registry.open(model, new Backend.Settings(date, revision, Optional.ofNullable(llamaLib), offline));
    }

    /// A model that is in the cache already is used as it is: only `glossa data pull` looks for a newer one.
    private void fetch(HubModel model) {
        HubSettings settings = HubSettings.here().offline(offline);
        if (model.find(new HubCache(settings)).isPresent()) {
            return;
        }
        try {
            HubPull.of(new HubItem.Model(model), Optional.empty(), false, settings, command.commandLine().getErr());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + model + " was fetched", e);
        }
    }
}
