package dev.glossa.harness.hub;

/// A file of a repository at one commit.
///
/// @param path  with `/`, always one that stays below the folder it is resolved in
/// @param size  in bytes
/// @param blob  what its bytes are
/// @param gitId git's own digest of it, which for a file in large-file storage is that of the pointer
public record HubFile(String path, long size, BlobId blob, String gitId) {
    private static final int LONGEST = 1000;

    public HubFile {
        if (!stays(path)) {
            throw new IllegalArgumentException("the hub names a file " + shown(path) + ", which could be written outside of the cache; nothing was fetched");
        }
        if (size < 0) {
            throw new IllegalArgumentException(path + ": the hub says that it has " + size + " bytes");
        }
    }

    /// Whether a path is relative on every system, without `.` and `..`.
    static boolean stays(String path) {
        if (path.isEmpty() || path.length() > LONGEST || path.matches("[A-Za-z]:.*") || path.chars().anyMatch(c -> c == '\\' || c < ' ' || c == 0x7f)) {
            return false;
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private static String shown(String path) {
        String safe = path.replaceAll("\\p{Cntrl}", "?");
        return "'" + (safe.length() <= 80 ? safe : safe.substring(0, 80) + "…") + "'";
    }
}
