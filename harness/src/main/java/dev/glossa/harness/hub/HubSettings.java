package dev.glossa.harness.hub;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where the hub is and where its files are kept, as Hugging Face's own tools are told by the environment. Nothing here
/// changes a number: what is fetched is pinned by commit and digest.
///
/// @param endpoint the hub's address, without a slash at the end
/// @param cache    the folder of `datasets--ORG--NAME` and its like
/// @param token    the user's, if there is one
/// @param offline  whether no connection may be opened
/// @param proxies  where connections go through, as the environment says; empty where it says nothing
/// @param links    whether a snapshot's files are links to blobs rather than copies of them
public record HubSettings(URI endpoint, Path cache, Optional<Token> token, Optional<Proxies> proxies, boolean offline, boolean links) {
    private static final String HUB = "https://huggingface.co";
    private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    public static HubSettings here() {
        return of(System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    /// The folder of the cache alone, for those who only read what is in it.
    public static Path cacheHere() {
        return new Variables(System.getenv(), Path.of(System.getProperty("user.home", "."))).cache();
    }

    /// The variables of huggingface_hub 1.x and their older names: `HF_ENDPOINT`, `HF_HOME`, `HF_HUB_CACHE`, `HF_TOKEN`,
    /// `HF_TOKEN_PATH`, `HF_HUB_OFFLINE`, `HF_HUB_DISABLE_SYMLINKS`; and `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`.
    public static HubSettings of(Map<String, String> environment, Path user) {
        Variables set = new Variables(environment, user);
        Path file = set.path("HF_TOKEN_PATH").orElse(set.home().resolve("token"));
        Optional<Token> token = set.text("HF_TOKEN").map(text -> Token.of(text, "HF_TOKEN"))
                .or(() -> set.text("HUGGING_FACE_HUB_TOKEN").map(text -> Token.of(text, "HUGGING_FACE_HUB_TOKEN")))
                .or(() -> Files.isRegularFile(file) ? Optional.of(Token.read(file)) : Optional.empty());
        return new HubSettings(endpoint(set.text("HF_ENDPOINT").orElse(HUB)), set.cache(), token, Proxies.of(set::text),
                set.isTrue("HF_HUB_OFFLINE"), !set.isTrue("HF_HUB_DISABLE_SYMLINKS"));
    }

    /// These settings, offline if they were or if that is asked for.
    public HubSettings offline(boolean asked) {
        return new HubSettings(endpoint, cache, token, proxies, offline || asked, links);
    }

    /// Whether the token may go to an address: the hub's own, over a connection that nobody else reads.
    boolean trusts(URI address) {
        return address.getScheme().equalsIgnoreCase(endpoint.getScheme()) && address.getHost().equalsIgnoreCase(endpoint.getHost())
                && port(address) == port(endpoint)
                && (address.getScheme().equalsIgnoreCase("https") || LOOPBACK.contains(address.getHost()));
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static URI endpoint(String text) {
        try {
            URI endpoint = URI.create(text.replaceAll("/+$", ""));
            if (("https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme())) && endpoint.getHost() != null
                    && endpoint.getUserInfo() == null && endpoint.getQuery() == null) {
                return endpoint;
            }
        } catch (IllegalArgumentException e) {
            // told below, without what may be a password
        }
        throw new IllegalArgumentException("HF_ENDPOINT is no address of a hub; one looks like " + HUB);
    }

    /// Environment variables; an empty one counts as not set, and `~` is the user's folder.
    private record Variables(Map<String, String> all, Path user) {
        Optional<String> text(String name) {
            return Optional.ofNullable(all.get(name)).filter(value -> !value.isBlank());
        }

        Optional<Path> path(String name) {
            return text(name).map(value -> value.equals("~") ? user : value.startsWith("~/") ? user.resolve(value.substring(2)) : Path.of(value));
        }

        Path home() {
            return path("HF_HOME").orElseGet(() -> path("XDG_CACHE_HOME").orElse(user.resolve(".cache")).resolve("huggingface"));
        }

        Path cache() {
            return path("HF_HUB_CACHE").or(() -> path("HUGGINGFACE_HUB_CACHE")).orElse(home().resolve("hub")).toAbsolutePath().normalize();
        }

        boolean isTrue(String name) {
            return text(name).filter(value -> TRUE.contains(value.strip().toUpperCase(Locale.ROOT))).isPresent();
        }
    }
}
