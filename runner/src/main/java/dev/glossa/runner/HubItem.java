package dev.glossa.runner;

import dev.glossa.benchmarks.dataset.DataSet;
import dev.glossa.benchmarks.dataset.DataSets;
import dev.glossa.harness.Language;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.hub.Commit;
import dev.glossa.harness.hub.HubModel;
import dev.glossa.harness.hub.Repository;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Something of the hub that the command line names: a data set of the table, any other by its id, or a model file.
sealed interface HubItem {
    /// A data set of the protocol.
    record Known(DataSet set, String revision) implements HubItem {
        @Override
        public Repository repository() {
            return Repository.dataset(set.repository());
        }
    }

    /// A data set of which only the hub knows more.
    record Other(Repository repository, String revision) implements HubItem {}

    /// A model file.
    record Model(HubModel model) implements HubItem {
        @Override
        public Repository repository() {
            return model.repository();
        }

        @Override
        public String revision() {
            return model.revision();
        }
    }

    Repository repository();

    String revision();

    /// @param name     `flores`, `ORG/NAME` or `hf:ORG/REPO/FILE.gguf`
    /// @param revision null for the item's own
    static HubItem of(String name, String revision) {
        if (name.startsWith("hf:")) {
            HubModel model = HubModel.parse(ModelUri.parse(name).location());
            return new Model(revision == null ? model : new HubModel(model.repository(), model.path(), revision));
        }
        Optional<DataSet> known = DataSets.find(name);
        if (known.isEmpty() && name.contains("/")) {
            return new Other(Repository.dataset(name), revision == null ? "main" : revision);
        }
        DataSet set = known.orElseGet(() -> DataSets.get(name));
        return new Known(set, revision == null ? set.revision() : revision);
    }

    /// Which of its files are wanted.
    ///
    /// @param languages whose; empty for all
    default Predicate<String> wanted(Commit commit, Optional<List<Language>> languages) {
        return switch (this) {
            case Known(DataSet set, String _) -> set.wanted(languages);
            case Other _ -> _ -> true;
            case Model(HubModel model) -> model.wanted(commit);
        };
    }
}
