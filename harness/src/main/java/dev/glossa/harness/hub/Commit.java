package dev.glossa.harness.hub;

import java.util.List;
import java.util.Optional;

/// A repository as it was at one commit.
///
/// @param revision what was asked for: a branch, a tag or the commit itself
/// @param hash     the commit, 40 hexadecimal digits
/// @param gated    how the hub guards its files (`auto`, `manual`); empty where it does not
/// @param licence  as its card says; empty where it says none
public record Commit(Repository repository, String revision, String hash, Optional<String> gated, Optional<String> licence, List<HubFile> files) {
    public Commit {
        files = List.copyOf(files);
    }

    /// Whether a revision is a commit rather than a branch or tag, which may come to mean another.
    public static boolean isHash(String text) {
        return text.matches("[0-9a-f]{40}");
    }
}
