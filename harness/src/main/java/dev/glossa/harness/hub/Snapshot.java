package dev.glossa.harness.hub;

import java.nio.file.Path;

/// A repository's files at one commit, on disk.
///
/// @param commit 40 hexadecimal digits
/// @param folder that holds the files under the repository's own paths
public record Snapshot(Repository repository, String commit, Path folder) {}
