package dev.glossa.runner;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.hub.HubSettings;
import dev.glossa.harness.hub.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Fetches data sets and models; the same command again goes on where it stopped.
@Command(name = "pull", mixinStandardHelpOptions = true,
        description = "Fetch data sets and models, checked by size and digest; the same command again goes on where it stopped.")
final class DataPullCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Data sets as 'glossa data list' names them, others of the hub as ORG/NAME, models as hf:ORG/REPO/FILE.gguf.")
    List<String> names;

    @Option(names = "--languages", paramLabel = "SEL", description = "Only these languages' files, where a data set keeps them apart.")
    String languages;

    @Option(names = "--languages-file", paramLabel = "FILE", description = "CSV of languages laid over the built-in table.")
    Path languagesFile;

    @Option(names = "--revision", paramLabel = "REV", description = "A branch, tag or commit. By default the commit of the first pull, else the data set's own revision, else main.")
    String revision;

    @Option(names = "--update", description = "Look for a newer commit of a data set that was pulled before.")
    boolean update;

    @Option(names = "--pins", paramLabel = "FILE", description = "CSV of repository,commit: data sets in it are fetched at these commits, others are added to it.")
    Path pins;

    @Option(names = "--offline", description = "Open no connection; nothing can then be fetched.")
    boolean offline;

    @Override
    public Integer call() throws InterruptedException {
        List<HubItem> items = new ArrayList<>();
        Optional<List<Language>> chosen = Usage.of(command, () -> {
            if (update && revision != null) {
                throw new IllegalArgumentException("--update and --revision exclude each other; a revision says which commit it is");
            }
            names.forEach(name -> items.add(HubItem.of(name, revision)));
            Languages table = languagesFile == null ? Languages.bundled() : Languages.bundled().overlaid(languagesFile);
            return languages == null ? Optional.empty() : Optional.of(table.select(languages, Optional.empty()));
        });
        HubSettings settings = HubSettings.here().offline(offline);
        DataPins known = pins == null ? DataPins.NONE : DataPins.read(pins);
        for (HubItem item : items) {
            Snapshot snapshot = HubPull.of(update ? item : known.pinned(item), chosen, update, settings, command.commandLine().getErr());
            if (pins != null && !(item instanceof HubItem.Model)) {
                known = known.with(snapshot);
                known.write(pins);
            }
            command.commandLine().getOut().println(item instanceof HubItem.Model(var model) ? model.file(snapshot) : snapshot.folder());
            command.commandLine().getOut().flush();
        }
        return 0;
    }
}
