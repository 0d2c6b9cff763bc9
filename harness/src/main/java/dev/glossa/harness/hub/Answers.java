package dev.glossa.harness.hub;

import dev.glossa.harness.backend.http.RetryAfter;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an answer without the thing asked for means: that asking again may help, or that it never will, and what would.
final class Answers {
    /// `"api";r=0;t=55`: seconds until the hub counts anew (IETF draft ratelimit-headers, as huggingface_hub reads it).
    private static final Pattern RESET = Pattern.compile(";\\s*t\\s*=\\s*(\\d{1,9})");

    private final HubSettings settings;
    private final Repository repository;
    private final String revision;

    Answers(HubSettings settings, Repository repository, String revision) {
        this.settings = settings;
        this.repository = repository;
        this.revision = revision;
    }

    /// @param what was asked for, as messages print it
    /// @throws Busy when asking again may help
    /// @throws IllegalArgumentException when it will not
    RuntimeException refusal(HubConnection.Reply reply, String what) throws Busy {
        int status = reply.status();
        if (status == 408 || status == 425 || status == 429 || status >= 500 || isStorage(reply.from()) && status >= 400) {
            // A storage's refusal is that of one signed address, and the hub signs another.
            throw new Busy("HTTP " + status, after(reply.headers()));
        }
        String code = reply.headers().firstValue("X-Error-Code").orElse("");
        String page = settings.endpoint() + repository.page();
        if (code.equals("GatedRepo")) {
            return new IllegalArgumentException(repository + " is gated: ask for access at " + page + (settings.token().isEmpty()
                    ? " and give your token to Glossa (HF_TOKEN, or 'hf auth login')"
                    : "; the token that is set has none yet, or may not read gated repositories"));
        }
        return new IllegalArgumentException(switch (status) {
            case 401, 403 -> settings.token().isEmpty()
                    ? "%s: there is no such %s for users without a token; it may be private or gated: see %s and set HF_TOKEN".formatted(repository.id(), kind(), page)
                    : "%s: not for the token that is set; see %s".formatted(repository.id(), page);
            case 404 -> code.equals("RevisionNotFound") ? "%s has no revision '%s'; see %s".formatted(repository, revision, page)
                    : code.equals("EntryNotFound") ? "%s has no %s at %s".formatted(repository, what, revision)
                    : "there is no %s at %s".formatted(repository, settings.endpoint());
            default -> "%s: %s: HTTP %d from %s".formatted(repository.id(), what, status, reply.from().getHost());
        });
    }

    private String kind() {
        return repository.kind() == Repository.Kind.DATASET ? "data set" : "model";
    }

    private boolean isStorage(URI from) {
        return !from.getHost().equalsIgnoreCase(settings.endpoint().getHost()) || from.getPort() != settings.endpoint().getPort();
    }

    private static Optional<Duration> after(HttpHeaders headers) {
        return RetryAfter.of(headers, Instant.now()).or(() -> headers.firstValue("RateLimit").map(RESET::matcher).filter(Matcher::find)
                .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1)))));
    }
}
