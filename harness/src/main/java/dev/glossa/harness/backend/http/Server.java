package dev.glossa.harness.backend.http;

import dev.glossa.harness.Signature;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/// What an address says about itself. Believed for the dialect to speak, never for what the model can do.
///
/// @param version of the server
/// @param models  the names it lists
/// @param model   the name to ask with
/// @param context the model's context length, in tokens
/// @param slots   how many requests the server works on at once
/// @param weights what the server says identifies the weights, such as a digest
/// @param template digest of the chat template, where the server shows it
/// @param end     how the token that ends a turn is spelled, where the server says so
record Server(
        ServerKind kind,
        Optional<String> version,
        List<String> models,
        String model,
        OptionalInt context,
        OptionalInt slots,
        Optional<String> weights,
        Optional<String> template,
        Optional<String> end) {
    private static final int SHOWN = 20;

    /// One of a server's pages as JSON; empty where it has none.
    interface Pages {
        Optional<JsonNode> at(URI page) throws InterruptedException;
    }

    /// @param said   the kind that the user names, which is not questioned
    /// @param wanted the model that the user names; empty for the only one
    static Server of(Endpoint endpoint, Optional<ServerKind> said, Optional<String> wanted, Pages pages) throws InterruptedException {
        Optional<JsonNode> list = pages.at(endpoint.at("/models"));
        List<JsonNode> entries = new ArrayList<>();
        list.ifPresent(tree -> tree.path("data").forEach(entries::add));
        List<String> models = entries.stream().map(entry -> entry.path("id").asString("")).filter(id -> !id.isEmpty()).toList();
        String model = wanted.orElseGet(() -> only(endpoint, models));
        ServerKind kind = said.isPresent() ? said.get() : kind(endpoint, entries, pages);
        Server named = new Server(kind, Optional.empty(), models, model, context(entries, model), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return named.completed(endpoint, pages);
    }

    /// The names it lists, for messages.
    String known() {
        return models.isEmpty() ? "it lists no models" : "it lists " + shown(models);
    }

    private static String only(Endpoint endpoint, List<String> models) {
        if (models.size() == 1) {
            return models.getFirst();
        }
        throw new IllegalArgumentException(endpoint.base() + ": name a model with ?model=NAME; "
                + (models.isEmpty() ? "the server lists none" : "there are " + shown(models)));
    }

    private static String shown(List<String> models) {
        List<String> some = models.stream().sorted().limit(SHOWN).map(Outcome::oneLine).toList();
        return some + (models.size() > SHOWN ? " and " + (models.size() - SHOWN) + " more" : "");
    }

    private static OptionalInt context(List<JsonNode> entries, String model) {
        for (JsonNode entry : entries) {
            JsonNode length = entry.path("max_model_len").isInt() ? entry.path("max_model_len") : entry.path("meta").path("n_ctx");
            if (entry.path("id").asString("").equals(model) && length.isInt()) {
                return OptionalInt.of(length.intValue());
            }
        }
        return OptionalInt.empty();
    }

    /// By host, then by the owner that servers of one kind give their models, then by a page that only they have.
    private static ServerKind kind(Endpoint endpoint, List<JsonNode> entries, Pages pages) throws InterruptedException {
        String host = endpoint.base().getHost().toLowerCase(Locale.ROOT);
        if (host.equals("api.openai.com") || host.endsWith(".openai.azure.com")) {
            return ServerKind.OPENAI;
        }
        if (host.endsWith(".cohere.com") || host.endsWith(".cohere.ai")) {
            return ServerKind.COHERE;
        }
        String owner = entries.isEmpty() ? "" : entries.getFirst().path("owned_by").asString("");
        switch (owner) {
            case "vllm" -> {
                return ServerKind.VLLM;
            }
            case "sglang" -> {
                return ServerKind.SGLANG;
            }
            case "llamacpp" -> {
                return ServerKind.LLAMA_CPP;
            }
            default -> { }
        }
        if (pages.at(endpoint.atRoot("/info")).filter(info -> info.has("model_id")).isPresent()) {
            return ServerKind.TGI;
        }
        if (pages.at(endpoint.atRoot("/props")).filter(props -> props.has("total_slots")).isPresent()) {
            return ServerKind.LLAMA_CPP;
        }
        return pages.at(endpoint.atRoot("/api/version")).filter(page -> page.has("version")).isPresent() ? ServerKind.OLLAMA : ServerKind.OTHER;
    }

    private Server completed(Endpoint endpoint, Pages pages) throws InterruptedException {
        return switch (kind) {
            case VLLM -> with(text(pages.at(endpoint.atRoot("/version")), "version"), context, slots, weights);
            case SGLANG -> with(text(pages.at(endpoint.atRoot("/get_server_info")), "version"), context, slots, weights);
            case LLAMA_CPP -> {
                Optional<JsonNode> props = pages.at(endpoint.atRoot("/props"));
                Server found = with(text(props, "build_info"), number(props.map(p -> p.path("default_generation_settings")), "n_ctx", context),
                        number(props, "total_slots", slots), weights);
                yield new Server(kind, found.version, models, model, found.context, found.slots, weights,
                        props.map(page -> page.path("chat_template").asString("")).filter(text -> !text.isEmpty()).map(Signature::digest),
                        props.map(page -> page.path("eos_token").asString("")).filter(text -> !text.isEmpty()));
            }
            case TGI -> {
                Optional<JsonNode> info = pages.at(endpoint.atRoot("/info"));
                yield with(text(info, "version"), number(info, "max_total_tokens", context), number(info, "max_concurrent_requests", slots),
                        text(info, "model_sha"));
            }
            case OLLAMA -> with(text(pages.at(endpoint.atRoot("/api/version")), "version"), context, slots,
                    pages.at(endpoint.atRoot("/api/tags")).flatMap(this::digest));
            case OPENAI, COHERE, OTHER -> this;
        };
    }

    private Optional<String> digest(JsonNode tags) {
        for (JsonNode entry : tags.path("models")) {
            String name = entry.path("name").asString("");
            if (name.equals(model) || name.equals(model + ":latest")) {
                return text(Optional.of(entry), "digest");
            }
        }
        return Optional.empty();
    }

    private Server with(Optional<String> version, OptionalInt context, OptionalInt slots, Optional<String> weights) {
        return new Server(kind, version, models, model, context, slots, weights, template, end);
    }

    private static Optional<String> text(Optional<JsonNode> page, String key) {
        return page.map(tree -> tree.path(key).asString("")).map(Outcome::oneLine).filter(text -> !text.isEmpty());
    }

    private static OptionalInt number(Optional<JsonNode> page, String key, OptionalInt otherwise) {
        JsonNode value = page.map(tree -> tree.path(key)).orElse(null);
        return value != null && value.isInt() && value.intValue() > 0 ? OptionalInt.of(value.intValue()) : otherwise;
    }
}
