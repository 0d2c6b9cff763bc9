package dev.glossa.runner;

import dev.glossa.harness.hub.HubCache;
import dev.glossa.harness.hub.HubSettings;
import dev.glossa.harness.hub.Snapshot;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Prints where an item lies in the cache. Opens no connection.
@Command(name = "path", mixinStandardHelpOptions = true, description = "Print the folder of a data set, or the file of a model, in the cache.")
final class DataPathCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(paramLabel = "NAME", description = "A data set as 'glossa data list' names it, ORG/NAME, or hf:ORG/REPO/FILE.gguf.")
    String name;

    @Option(names = "--revision", paramLabel = "REV", description = "A branch, tag or commit. By default the data set's own, else main.")
    String revision;

    @Override
    public Integer call() {
        HubItem item = Usage.of(command, () -> HubItem.of(name, revision));
        Snapshot snapshot = found(item, HubSettings.here());
        command.commandLine().getOut().println(item instanceof HubItem.Model(var model) ? model.file(snapshot) : snapshot.folder());
        command.commandLine().getOut().flush();
        return 0;
    }

    /// What is in the cache, or one line that says how it gets there.
    static Snapshot found(HubItem item, HubSettings settings) {
        HubCache cache = new HubCache(settings);
        return item.find(cache).orElseThrow(() -> new IllegalArgumentException("%s at %s is not in %s; glossa data pull %s fetches it".formatted(
                        item.repository(), item.revision(cache), settings.cache(), named(item))));
    }

    private static String named(HubItem item) {
        return switch (item) {
            case HubItem.Known(var set, var asked) -> set.name() + asked.map(" --revision "::concat).orElse("");
            case HubItem.Other(var repository, var asked) -> repository.id() + asked.map(" --revision "::concat).orElse("");
            case HubItem.Model(var model) -> model.toString();
        };
    }
}
