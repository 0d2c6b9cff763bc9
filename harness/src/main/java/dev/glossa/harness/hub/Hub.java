package dev.glossa.harness.hub;

import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.Concurrently;
import dev.glossa.harness.run.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The hub through its cache: looks a repository up, fetches the files that are wanted, and shows them when each of them is
/// there and is what the hub says it is.
public final class Hub implements AutoCloseable {
    /// Files fetched at once, as huggingface_hub does.
    private static final int AT_ONCE = 8;
    private static final Duration STALL = Duration.ofSeconds(30);
    /// More pages of a thousand files than any repository has.
    private static final int PAGES = 10_000;
    private static final Pattern NEXT = Pattern.compile("<([^<>]*)>\\s*;[^,]*\\brel=\"?next\"?");

    private final HubSettings settings;
    private final HubCache cache;
    private final Persistence persistence;
    private final HubConnection connection;

    /// @param pause what waits between attempts, which may be minutes where the hub asks for them
    /// @throws IllegalArgumentException when the settings say offline
    public Hub(HubSettings settings, Pause pause) {
        this(settings, STALL, pause);
    }

    /// @param stall the longest time without a byte before a request is given up and made again
    /// @param pause what waits between attempts
    public Hub(HubSettings settings, Duration stall, Pause pause) {
        this.settings = settings;
        this.cache = new HubCache(settings);
        this.persistence = new Persistence(pause);
        this.connection = new HubConnection(settings, stall);
    }

    /// What waits between attempts.
    @FunctionalInterface
    public interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /// Finds the commit that a revision means now, and its files. No file is fetched yet.
    public Commit look(Repository repository, String revision) throws InterruptedException {
        Answers answers = new Answers(settings, repository, revision);
        JsonNode facts = ask(at(repository.api("/revision/" + Repository.encoded(revision))), answers).json();
        String hash = facts.path("sha").asString("");
        if (Commit.isHash(revision) && !revision.equals(hash)) {
            throw new IllegalArgumentException("%s: the commit %s was asked for, and the hub answers with %s".formatted(repository.id(), revision, hash));
        }
        if (!Commit.isHash(hash)) {
            throw new IllegalArgumentException("%s: the hub says that '%s' is the commit '%s', which is none".formatted(repository.id(), revision, hash));
        }
        return new Commit(repository, revision, hash, gate(facts.path("gated")), licence(facts.path("cardData").path("license")), files(repository, hash, answers));
    }

    private static Optional<String> gate(JsonNode gated) {
        return gated.isString() ? Optional.of(gated.asString()) : gated.asBoolean(false) ? Optional.of("yes") : Optional.empty();
    }

    private static Optional<String> licence(JsonNode licence) {
        return licence.isString() ? Optional.of(licence.asString())
                : licence.isArray() && !licence.isEmpty() ? Optional.of(String.join(", ", licence.valueStream().map(one -> one.asString("")).toList()))
                : Optional.empty();
    }

    private List<HubFile> files(Repository repository, String hash, Answers answers) throws InterruptedException {
        List<HubFile> files = new ArrayList<>();
        Set<URI> seen = new LinkedHashSet<>();
        Optional<URI> page = Optional.of(at(repository.api("/tree/" + hash + "?recursive=true")));
        while (page.isPresent() && seen.add(page.get()) && seen.size() <= PAGES) {
            Answer answer = ask(page.get(), answers);
            files.addAll(Listing.page(answer.json(), repository.id()));
            URI from = page.get();
            page = answer.headers().allValues("Link").stream().map(NEXT::matcher).filter(Matcher::find).findFirst()
                    .map(found -> from.resolve(found.group(1)));
        }
        return files;
    }

    private URI at(String path) {
        return URI.create(settings.endpoint() + path);
    }

    private record Answer(JsonNode json, HttpHeaders headers) {}

    private Answer ask(URI address, Answers answers) throws InterruptedException {
        return persistence.insist(settings.endpoint().getHost(), () -> 0, () -> {
            HubConnection.Reply reply = connection.get(address);
            if (reply.status() != 200) {
                throw answers.refusal(reply, "answer at " + address.getPath());
            }
            try {
                return new Answer(Json.MAPPER.readTree(reply.body()), reply.headers());
            } catch (JacksonException e) {
                throw new IOException("what it answers is not JSON", e);
            }
        });
    }

    /// Brings files into the cache and shows them as a snapshot. Each is checked by size and digest, also those that were
    /// there; none is shown before all are there.
    ///
    /// @param wanted   which of the commit's files, by their paths
    /// @param progress in bytes
    /// @param waiting  told when another process is at work on this repository
    public Snapshot pull(Commit commit, Predicate<String> wanted, Progress progress, Runnable waiting) throws InterruptedException {
        List<HubFile> files = commit.files().stream().filter(file -> wanted.test(file.path())).toList();
        if (files.isEmpty()) {
            throw new IllegalArgumentException("%s at %s has none of the files that are wanted; it has %s".formatted(commit.repository(), commit.revision(),
                    commit.files().stream().limit(8).map(HubFile::path).toList()));
        }
        Repository repository = commit.repository();
        try (HubCache.Held _ = cache.hold(repository, waiting)) {
            Map<BlobId, HubFile> blobs = new LinkedHashMap<>();
            files.forEach(file -> blobs.putIfAbsent(file.blob(), file));
            Fetch fetch = new Fetch(commit, settings, cache, connection, persistence, blobs.values().stream().mapToLong(HubFile::size).sum(), progress);
            Files.createDirectories(cache.folder(repository).resolve("blobs"));
            fetch.checkSpace(blobs.values());
            Concurrently.unordered(blobs.values().iterator(), AT_ONCE, fetch::bring, _ -> { });
            for (HubFile file : files) {
                cache.show(repository, commit.hash(), file);
            }
            cache.keepListing(commit);
            cache.keepReference(commit);
        } catch (IOException e) {
            throw new UncheckedIOException(cache.folder(repository) + ": cannot be written: " + e.getMessage(), e);
        }
        return new Snapshot(repository, commit.hash(), cache.snapshot(repository, commit.hash()));
    }

    @Override
    public void close() {
        connection.close();
    }
}
