package dev.glossa.harness.hub;

import dev.glossa.harness.run.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.LongConsumer;

/// The bringing of a commit's files into the cache's blobs, each of them checked as it lies on disk.
final class Fetch {
    /// Two whole files with a wrong digest say that a third would have it too.
    private static final int WRONG = 2;

    private final Commit commit;
    private final HubSettings settings;
    private final HubCache cache;
    private final HubConnection connection;
    private final Persistence persistence;
    private final Progress progress;
    private final long total;
    private long done;

    /// @param total bytes of all files
    Fetch(Commit commit, HubSettings settings, HubCache cache, HubConnection connection, Persistence persistence, long total, Progress progress) {
        this.commit = commit;
        this.settings = settings;
        this.cache = cache;
        this.connection = connection;
        this.persistence = persistence;
        this.total = total;
        this.progress = progress;
    }

    /// Refuses what the disk has no room for, before the first byte.
    void checkSpace(Collection<HubFile> files) throws IOException {
        long missing = 0;
        for (HubFile file : files) {
            Path partial = cache.partial(commit.repository(), file.blob());
            missing += Files.exists(cache.blob(commit.repository(), file.blob())) ? 0 : file.size() - (Files.exists(partial) ? Files.size(partial) : 0);
        }
        Path folder = cache.folder(commit.repository());
        long free = Files.getFileStore(folder).getUsableSpace();
        if (missing > free) {
            throw new IllegalArgumentException("%s: %,d bytes are missing and %,d are free on the disk of %s; make room, or set HF_HUB_CACHE to another disk"
                    .formatted(commit.repository().id(), missing, free, folder));
        }
    }

    /// Makes sure that a file's blob is there and right.
    HubFile bring(HubFile file) throws InterruptedException {
        LongConsumer told = told(file);
        Path blob = cache.blob(commit.repository(), file.blob());
        Path partial = cache.partial(commit.repository(), file.blob());
        try {
            if (Files.isRegularFile(blob) && Files.size(blob) == file.size() && file.blob().of(blob).equals(file.blob())) {
                told.accept(file.size());
                return file;
            }
            for (int wrong = 1; ; wrong++) {
                complete(file, partial, told);
                BlobId actual = file.blob().of(partial);
                if (actual.equals(file.blob())) {
                    cache.install(commit.repository(), file.blob());
                    return file;
                }
                Files.delete(partial);
                if (wrong == WRONG) {
                    throw new IllegalArgumentException("%s, %s: what came has %s %s, expected %s; it was refused and not kept"
                            .formatted(commit.repository(), file.path(), actual.kind(), actual, file.blob()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s, %s: cannot be kept in %s: %s".formatted(commit.repository(), file.path(), blob.getParent(), e.getMessage()), e);
        }
    }

    private void complete(HubFile file, Path partial, LongConsumer told) throws InterruptedException {
        Answers answers = new Answers(settings, commit.repository(), commit.revision());
        URI address = URI.create(settings.endpoint() + commit.repository().file(commit.hash(), file.path()));
        long[] most = {0};
        persistence.insist(commit.repository() + ", " + file.path(), () -> most[0], () -> {
            try (PartialFile into = new PartialFile(partial, file.size(), length -> {
                most[0] = Math.max(most[0], length);
                told.accept(length);
            })) {
                if (!into.isWhole()) {
                    attempt(address, file, into, answers);
                }
                return file;
            }
        });
    }

    private void attempt(URI address, HubFile file, PartialFile into, Answers answers) throws IOException, InterruptedException {
        long before = into.length();
        HubConnection.Reply reply;
        try {
            reply = connection.get(address, into);
        } finally {
            into.checkDisk();
        }
        switch (reply.status()) {
            case 200, 206 -> {
                if (reply.commit().filter(hash -> !hash.equals(commit.hash())).isPresent()) {
                    into.restart();
                    throw new IllegalArgumentException("%s, %s: the hub answers with another commit than %s".formatted(commit.repository(), file.path(), commit.hash()));
                }
                if (!into.isWhole()) {
                    if (into.length() <= before) {
                        into.restart();
                    }
                    throw new IOException("the answer ended after %,d of %,d bytes".formatted(into.length(), file.size()));
                }
            }
            case 416 -> {
                into.restart();
                throw new IOException("HTTP 416");
            }
            default -> throw answers.refusal(reply, file.path());
        }
    }

    private LongConsumer told(HubFile file) {
        long[] last = {0};
        return length -> {
            synchronized (this) {
                done += length - last[0];
                last[0] = length;
                progress.at(commit.repository().id(), done, total);
            }
        };
    }
}
