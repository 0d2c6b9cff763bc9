package dev.glossa.harness;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A model as the command line names it: `llama:PATH.gguf?ctx=8192`, `https://host/v1?model=NAME&key_env=VAR`.
///
/// It never holds a secret: keys come from a named environment variable or a file.
///
/// @param scheme   in lower case, such as `llama`
/// @param location what stands between the colon and the question mark, as written
/// @param options  the query's options, in their order
public record ModelUri(String scheme, String location, Map<String, String> options) {
    private static final Set<String> SECRETS =
            Set.of("key", "api_key", "apikey", "token", "secret", "password", "access_token", "authorization");

    public ModelUri {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    public static ModelUri parse(String uri) {
        int colon = uri.indexOf(':');
        if (colon < 2 || !uri.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]+")) {
            throw new IllegalArgumentException("'" + uri + "' is no model; one looks like llama:FILE.gguf, "
                    + "https://HOST/v1?model=NAME or replay:FILE.jsonl");
        }
        int question = uri.indexOf('?', colon);
        String location = question < 0 ? uri.substring(colon + 1) : uri.substring(colon + 1, question);
        if (location.startsWith("//") && location.substring(2).split("/", 2)[0].contains("@")) {
            throw new IllegalArgumentException("a model address holds no user or password; name an environment variable: ?key_env=VAR");
        }
        Map<String, String> options = new LinkedHashMap<>();
        if (question >= 0 && question + 1 < uri.length()) {
            for (String pair : uri.substring(question + 1).split("&")) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                if (SECRETS.contains(name.toLowerCase(Locale.ROOT))) {
                    throw new IllegalArgumentException("a key does not belong in a model address ('" + name
                            + "'); name an environment variable (?key_env=VAR) or a file (?key_file=PATH)");
                }
                if (options.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
                    throw new IllegalArgumentException("option '" + name + "' stands twice in " + uri);
                }
            }
        }
        return new ModelUri(uri.substring(0, colon).toLowerCase(Locale.ROOT), location, options);
    }

    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    public int intOption(String name, int absent, int least, int most) {
        String text = options.get(name);
        if (text == null) {
            return absent;
        }
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "%s=%s in %s: a whole number from %d to %d would do".formatted(name, text, this, least, most));
    }

    /// Refuses options that no one reads.
    public void allowOnly(Set<String> known) {
        for (String name : options.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("no option '" + name + "' for " + scheme + ": models; "
                        + Nearest.to(name, known).map(n -> "did you mean '" + n + "'? ").orElse("")
                        + "there are " + new TreeSet<>(known));
            }
        }
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(scheme).append(':').append(location);
        String separator = "?";
        for (Map.Entry<String, String> option : options.entrySet()) {
            out.append(separator).append(option.getKey()).append('=').append(option.getValue());
            separator = "&";
        }
        return out.toString();
    }

    private static String decoded(String text) {
        // A plus sign is a plus sign here: model names hold it.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
