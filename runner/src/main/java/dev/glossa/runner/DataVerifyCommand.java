package dev.glossa.runner;

import dev.glossa.benchmarks.dataset.DataSets;
import dev.glossa.harness.hub.HubCache;
import dev.glossa.harness.hub.HubSettings;
import dev.glossa.harness.hub.Snapshot;
import dev.glossa.harness.hub.Verification;
import dev.glossa.harness.hub.Verification.Finding;
import dev.glossa.harness.hub.Verification.State;
import dev.glossa.harness.io.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;

/// Reads what is in the cache again and says whether it is what the hub named. Opens no connection.
@Command(name = "verify", mixinStandardHelpOptions = true, description = "Read files of the cache again and compare them with the hub's digests; exit code 1 names what is wrong.")
final class DataVerifyCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Data sets, ORG/NAME or hf:ORG/REPO/FILE.gguf. By default every data set of the list that is in the cache.")
    List<String> names = new ArrayList<>();

    @Option(names = "--revision", paramLabel = "REV", description = "A branch, tag or commit. By default the data set's own, else main.")
    String revision;

    @Option(names = "--json", description = "As JSON, every file.")
    boolean json;

    @Override
    public Integer call() throws InterruptedException {
        HubSettings settings = HubSettings.here();
        HubCache cache = new HubCache(settings);
        List<HubItem> items = new ArrayList<>();
        Usage.of(command, () -> items.addAll(names.stream().map(name -> HubItem.of(name, revision)).toList()));
        if (names.isEmpty()) {
            DataSets.all().stream().map(set -> HubItem.of(set.name(), null)).filter(item -> item.find(cache).isPresent()).forEach(items::add);
        }
        PrintWriter out = command.commandLine().getOut();
        ArrayNode rows = Json.MAPPER.createArrayNode();
        boolean wrong = false;
        for (HubItem item : items) {
            Snapshot snapshot = DataPathCommand.found(item, settings);
            List<Finding> findings = Verification.of(cache, snapshot);
            wrong |= findings.isEmpty() || findings.stream().anyMatch(finding -> finding.state() == State.WRONG);
            for (Finding finding : findings) {
                rows.add(Json.object().put("repository", item.repository().id()).put("commit", snapshot.commit()).put("path", finding.path())
                        .put("state", finding.state().name().toLowerCase(Locale.ROOT)).put("note", finding.note()));
                if (!json && finding.state() != State.RIGHT) {
                    out.println("%s\t%s\t%s\t%s".formatted(finding.state().name().toLowerCase(Locale.ROOT), item.repository().id(), finding.path(), finding.note()));
                }
            }
            if (!json) {
                out.println("%s\t%s\t%s\t%,d of %,d files are right".formatted(!findings.isEmpty() && findings.stream().allMatch(f -> f.state() == State.RIGHT) ? "right" : "not right",
                        item.repository().id(), snapshot.commit(), findings.stream().filter(f -> f.state() == State.RIGHT).count(), findings.size()));
            }
        }
        if (json) {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(rows));
        }
        out.flush();
        return wrong ? 1 : 0;
    }
}
