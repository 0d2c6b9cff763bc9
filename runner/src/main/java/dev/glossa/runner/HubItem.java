package dev.glossa.runner;

import dev.glossa.benchmarks.dataset.DataSet;
import dev.glossa.benchmarks.dataset.DataSets;
import dev.glossa.harness.Language;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.hub.Commit;
import dev.glossa.harness.hub.HubCache;
import dev.glossa.harness.hub.HubModel;
import dev.glossa.harness.hub.Repository;
import dev.glossa.harness.hub.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Something of the hub that the command line names: a data set of the table, any other by its id, or a model file.
sealed interface HubItem {
    /// A data set of the protocol.
    ///
    /// @param asked the revision that the user named
    record Known(DataSet set, Optional<String> asked) implements HubItem {
        @Override
        public Repository repository() {
            return Repository.dataset(set.repository());
        }

        @Override
        public String revision() {
            return asked.orElse(set.revision());
        }

        @Override
        public boolean isPinnable() {
            return asked.isEmpty() && !Commit.isHash(set.revision());
        }
    }

    /// A data set of which only the hub knows more.
    ///
    /// @param asked the revision that the user named
    record Other(Repository repository, Optional<String> asked) implements HubItem {
        @Override
        public String revision() {
            return asked.orElse("main");
        }

        @Override
        public boolean isPinnable() {
            return asked.isEmpty();
        }
    }

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

    /// The branch, tag or commit where nothing was pulled yet.
    String revision();

    /// Whether neither the user nor the table says which revision it is, so that the one that was pulled counts.
    default boolean isPinnable() {
        return false;
    }

    /// What it is at: the commit that it stays at since it was pulled, where that counts, else its revision.
    default String revision(HubCache cache) {
        return isPinnable() ? cache.pin(repository()).orElse(revision()) : revision();
    }

    /// The snapshot of that, if it is in the cache; no connection is opened.
    default Optional<Snapshot> find(HubCache cache) {
        return this instanceof Model(HubModel model) ? model.find(cache) : cache.find(repository(), revision(cache));
    }

    /// @param name     `flores`, `ORG/NAME` or `hf:ORG/REPO/FILE.gguf`
    /// @param revision null for the item's own
    static HubItem of(String name, String revision) {
        if (name.startsWith("hf:")) {
            HubModel model = HubModel.parse(ModelUri.parse(name).location());
            return new Model(revision == null ? model : new HubModel(model.repository(), model.path(), revision));
        }
        Optional<DataSet> known = DataSets.find(name);
        if (known.isEmpty() && name.contains("/")) {
            return new Other(Repository.dataset(name), Optional.ofNullable(revision));
        }
        DataSet set = known.orElseGet(() -> DataSets.get(name));
        return new Known(set, Optional.ofNullable(revision));
    }

    /// Which of its files are wanted.
    ///
    /// @param languages whose; empty for all
    default Predicate<String> wanted(Commit commit, Optional<List<Language>> languages) {
        return switch (this) {
            case Known(DataSet set, Optional<String> _) -> set.wanted(languages);
            case Other _ -> _ -> true;
            case Model(HubModel model) -> model.wanted(commit);
        };
    }
}
