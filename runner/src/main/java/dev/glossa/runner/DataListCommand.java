package dev.glossa.runner;

import dev.glossa.benchmarks.dataset.DataSet;
import dev.glossa.benchmarks.dataset.DataSets;
import dev.glossa.harness.hub.HubCache;
import dev.glossa.harness.hub.HubSettings;
import dev.glossa.harness.hub.Snapshot;
import dev.glossa.harness.io.Json;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Lists the data sets of the protocol, their terms, and which are in the cache. Opens no connection.
@Command(name = "list", mixinStandardHelpOptions = true, description = "List the data sets, their terms, and which are in the cache.")
final class DataListCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    @Override
    public Integer call() {
        HubCache cache = new HubCache(HubSettings.here());
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            ArrayNode rows = Json.MAPPER.createArrayNode();
            DataSets.all().forEach(set -> rows.add(row(set, cached(cache, set))));
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(rows));
        } else {
            out.println("name\trepository\tlicence\tgated\trepublish\tcached\tabout");
            for (DataSet set : DataSets.all()) {
                out.println(String.join("\t", set.name(), set.repository(), set.licence().orElse("-"), set.gated().map(yes -> yes ? "yes" : "no").orElse("-"),
                        set.republish() ? "yes" : "no", cached(cache, set).map(snapshot -> snapshot.commit().substring(0, 12)).orElse("-"), set.about()));
            }
        }
        out.flush();
        return 0;
    }

    private static Optional<Snapshot> cached(HubCache cache, DataSet set) {
        return HubItem.of(set.name(), null).find(cache);
    }

    private static ObjectNode row(DataSet set, Optional<Snapshot> cached) {
        ObjectNode row = Json.object().put("name", set.name()).put("repository", set.repository()).put("revision", set.revision());
        set.files().forEach(row.putArray("files")::add);
        set.licence().ifPresent(licence -> row.put("licence", licence));
        set.gated().ifPresent(gated -> row.put("gated", gated));
        row.put("republish", set.republish()).put("about", set.about());
        cached.ifPresent(snapshot -> row.put("commit", snapshot.commit()).put("path", snapshot.folder().toString()));
        return row;
    }
}
