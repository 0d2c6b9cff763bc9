package dev.glossa.harness.hub;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// A repository of the hub.
///
/// @param id `ORG/NAME`; a few old ones have no organisation
public record Repository(Kind kind, String id) {
    /// What a repository holds.
    public enum Kind {
        DATASET("datasets", "datasets/", "data set"),
        MODEL("models", "", "model");

        private final String plural;
        private final String page;
        private final String title;

        Kind(String plural, String page, String title) {
            this.plural = plural;
            this.page = page;
            this.title = title;
        }
    }

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

    public Repository {
        if (!id.matches("(" + NAME + "/)?" + NAME) || id.contains("..") || id.contains("--") || id.length() > 200) {
            throw new IllegalArgumentException("'" + id + "' is no repository of the hub; one looks like CohereLabs/global-mgsm");
        }
    }

    public static Repository dataset(String id) {
        return new Repository(Kind.DATASET, id);
    }

    public static Repository model(String id) {
        return new Repository(Kind.MODEL, id);
    }

    /// Its folder in a cache: `datasets--ORG--NAME`.
    public String folder() {
        return kind.plural + "--" + id.replace("/", "--");
    }

    /// Its page below the hub's address, where a person reads about it and asks for access.
    String page() {
        return "/" + kind.page + id;
    }

    String api(String question) {
        return "/api/" + kind.plural + "/" + id + question;
    }

    String file(String commit, String path) {
        return page() + "/resolve/" + encoded(commit) + "/" + Arrays.stream(path.split("/")).map(Repository::encoded).collect(Collectors.joining("/"));
    }

    /// One segment of an address; a revision such as `refs/convert/parquet` is one.
    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return kind.title + " " + id;
    }
}
