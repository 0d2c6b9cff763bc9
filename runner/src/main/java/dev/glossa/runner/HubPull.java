package dev.glossa.runner;

import dev.glossa.benchmarks.dataset.DataSet;
import dev.glossa.harness.Language;
import dev.glossa.harness.hub.Commit;
import dev.glossa.harness.hub.Hub;
import dev.glossa.harness.hub.HubCache;
import dev.glossa.harness.hub.HubFile;
import dev.glossa.harness.hub.HubSettings;
import dev.glossa.harness.hub.Snapshot;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// The fetching of one item for somebody who watches: its terms first, then how far it is.
final class HubPull {
    /// Longer than this, somebody who watches would wonder.
    private static final Duration WORTH_TELLING = Duration.ofSeconds(30);

    private HubPull() {}

    /// @param update whether a data set that was pulled before may move to what its branch means now
    static Snapshot of(HubItem item, Optional<List<Language>> languages, boolean update, HubSettings settings, PrintWriter err) throws InterruptedException {
        if (settings.offline()) {
            throw new IllegalArgumentException(item.repository().id() + ": offline (--offline or HF_HUB_OFFLINE), so nothing can be fetched; "
                    + "'glossa data path' finds what is in " + settings.cache());
        }
        try (Hub hub = new Hub(settings, time -> wait(time, item, err))) {
            HubCache cache = new HubCache(settings);
            String revision = update ? item.revision() : item.revision(cache);
            if (item instanceof HubItem.Known(DataSet set, var _) && set.gated().orElse(false) && settings.token().isEmpty()) {
                err.println(set.name() + ": gated, and there is no token; expect to be refused");
            }
            Commit commit = hub.look(item.repository(), revision);
            if (item instanceof HubItem.Known(DataSet set, var _) && languages.isPresent()) {
                checkLanguages(set, languages.get(), commit, err);
            }
            Predicate<String> wanted = item.wanted(commit, languages);
            err.println(terms(item, commit, item.isPinnable() && Commit.isHash(revision), commit.files().stream().filter(file -> wanted.test(file.path())).toList()));
            try (ProgressLine progress = new ProgressLine(err)) {
                Snapshot snapshot = hub.pull(commit, wanted, progress, () -> err.println(item.repository().id() + ": waiting for another process that fetches it"));
                if (!(item instanceof HubItem.Model)) {
                    cache.pin(snapshot);
                }
                return snapshot;
            }
        }
    }

    /// Refuses languages that the data set has nothing of, all together; tells of some.
    private static void checkLanguages(DataSet set, List<Language> languages, Commit commit, PrintWriter err) {
        if (!set.isPerLanguage()) {
            err.println(set.name() + ": its languages share files, so all of them are fetched");
            return;
        }
        List<String> without = languages.stream().filter(language -> commit.files().stream().map(HubFile::path).noneMatch(set.data(Optional.of(List.of(language)))))
                .map(Language::code).toList();
        if (without.size() == languages.size()) {
            throw new IllegalArgumentException("%s: no files for %s; among its files are %s".formatted(set.name(), without,
                    commit.files().stream().map(HubFile::path).filter(set.data(Optional.empty())).limit(6).toList()));
        }
        if (!without.isEmpty()) {
            err.println("%s: no files for %s".formatted(set.name(), without));
        }
    }

    private static void wait(Duration time, HubItem item, PrintWriter err) throws InterruptedException {
        if (time.compareTo(WORTH_TELLING) > 0) {
            err.println("%s: the hub asks to be left alone for %d s".formatted(item.repository().id(), time.toSeconds()));
        }
        Thread.sleep(time);
    }

    private static String terms(HubItem item, Commit commit, boolean pinned, List<HubFile> files) {
        Optional<DataSet> set = item instanceof HubItem.Known(DataSet known, var _) ? Optional.of(known) : Optional.empty();
        String stated = set.flatMap(DataSet::licence).orElse("");
        String said = commit.licence().orElse("");
        return "%s at %s (%s): licence %s%s%s, %,d files, %s".formatted(commit.repository().id(), pinned ? "the commit of the last pull, --update looks for a newer one" : commit.revision(), commit.hash().substring(0, 12),
                said.isEmpty() && stated.isEmpty() ? "not stated, see its page" : said.isEmpty() || said.equalsIgnoreCase(stated) ? stated
                        : stated.isEmpty() ? said : stated + " (its page says " + said + ")",
                commit.gated().map(how -> ", gated (" + how + ")").orElse(""),
                set.filter(one -> !one.republish()).map(_ -> ", not to be republished").orElse(""),
                files.size(), bytes(files.stream().mapToLong(HubFile::size).sum()));
    }

    static String bytes(long count) {
        return count < 1_000_000 ? String.format(Locale.ROOT, "%.1f kB", count / 1e3)
                : count < 1_000_000_000 ? String.format(Locale.ROOT, "%.1f MB", count / 1e6) : String.format(Locale.ROOT, "%.2f GB", count / 1e9);
    }
}
