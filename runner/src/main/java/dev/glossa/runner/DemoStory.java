package dev.glossa.runner;

import dev.glossa.harness.Languages;
import dev.glossa.harness.io.Json;
import dev.glossa.reports.page.Tour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What the demo found, as its first page tells it: read from the gate's own file, so that it says what was measured.
record DemoStory(JsonNode verdict) {
    /// The gate's file of one candidate.
    static DemoStory of(Path comparison) {
        try {
            return new DemoStory(Json.MAPPER.readTree(Files.readString(comparison)).get("verdicts").get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(comparison + ": cannot be read", e);
        }
    }

    String decision() {
        return verdict.get("decision").asString();
    }

    /// The overall change, the regions that gained and lost, and what follows: three sentences.
    List<String> sentences() {
        List<JsonNode> gains = regions(f -> f.get("low").asDouble() > 0);
        List<JsonNode> losses = regions(f -> f.get("high").asDouble() < 0);
        List<String> changed = Stream.concat(gains.stream(), losses.stream()).map(f -> f.get("group").asString() + " " + change(f)).toList();
        return List.of(
                "%s is the checkpoint after %s, and over all languages its translations from English changed by %s.".formatted(
                        verdict.get("candidate").asString(), verdict.get("base").asString(), overall().map(DemoStory::change).orElse("nothing that can be compared")),
                "Region by region: %s.".formatted(changed.isEmpty() ? "no change that is more than chance" : String.join("; ", changed)),
                switch (decision()) {
                    case "NO-GO" -> "The gate says NO-GO" + stopped().map(names -> ", and names " + names + (violated("overall").isEmpty() ? ": a mean over languages would have hidden who pays." : "."))
                            .orElse(": the mean over all languages itself fell by more than the policy allows.");
                    case "GO" -> "The gate says GO: nothing that its policy guards was lost by more than it allows.";
                    default -> "The gate says %s: with so few items, a loss of more than its policy allows can be neither shown nor ruled out.".formatted(decision());
                });
    }

    /// Whom the gate stops the candidate for: languages, else regions.
    private Optional<String> stopped() {
        List<String> languages = violated("language").stream().map(f -> name(f.get("group").asString())).distinct().toList();
        List<String> named = languages.isEmpty() ? violated("region").stream().map(f -> f.get("group").asString()).distinct().toList() : languages;
        return named.isEmpty() ? Optional.empty() : Optional.of(and(named));
    }

    private static String and(List<String> names) {
        return names.size() == 1 ? names.getFirst() : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    String because() {
        List<String> regions = violated("region").stream().map(f -> f.get("group").asString()).distinct().toList();
        List<String> languages = violated("language").stream().map(f -> name(f.get("group").asString())).distinct().toList();
        if (regions.isEmpty() && languages.isEmpty()) {
            return "Nothing that the policy guards was shown to be lost.";
        }
        return "%s may not replace %s: ".formatted(verdict.get("candidate").asString(), verdict.get("base").asString())
                + (regions.isEmpty() ? "" : and(regions) + " lost more than the policy allows")
                + (regions.isEmpty() || languages.isEmpty() ? "" : "; ")
                + (languages.isEmpty() ? "" : "language by language, " + and(languages) + " fell") + ".";
    }

    /// Every finding, what broke a rule first.
    List<Tour.Change> changes() {
        return findings(_ -> true).stream().sorted(Comparator.comparing(f -> !f.get("status").asString().equals("violated"))).map(f -> {
            boolean compared = f.has("difference");
            boolean worse = f.get("status").asString().equals("violated");
            return new Tour.Change("%s %s over %ss, margin %s".formatted(f.get("benchmark").asString(), f.get("metric").asString(), f.get("over").asString(), f.get("margin").asString())
                    .replace("overalls", "everything"), f.get("over").asString().equals("language") ? name(f.get("group").asString()) : f.get("group").asString(),
                    compared ? signed(f.get("difference").asDouble()) : "–", compared ? range(f) : "",
                    worse ? "worse" : compared && f.get("low").asDouble() > 0 ? "better" : "open", f.get("status").asString());
        }).toList();
    }

    private Optional<JsonNode> overall() {
        return findings(f -> is(f, "overall") && f.has("difference")).stream().findFirst();
    }

    private List<JsonNode> regions(Predicate<JsonNode> wanted) {
        return findings(f -> is(f, "region") && f.has("difference") && wanted.test(f)).stream()
                .sorted(Comparator.comparingDouble((JsonNode f) -> Math.abs(f.get("difference").asDouble())).reversed()).toList();
    }

    private List<JsonNode> violated(String over) {
        return findings(f -> f.get("over").asString().equals(over) && f.get("status").asString().equals("violated"));
    }

    private static boolean is(JsonNode finding, String over) {
        return finding.get("over").asString().equals(over) && finding.get("benchmark").asString().equals("flores");
    }

    private List<JsonNode> findings(Predicate<JsonNode> wanted) {
        return verdict.get("findings").values().stream().filter(wanted).collect(Collectors.toList());
    }

    private static String change(JsonNode finding) {
        return "%s chrF [%s]".formatted(signed(finding.get("difference").asDouble()), range(finding));
    }

    private static String range(JsonNode finding) {
        return signed(finding.get("low").asDouble()) + " to " + signed(finding.get("high").asDouble());
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.1f", value).replace('-', '−');
    }

    private static String name(String code) {
        return Languages.bundled().get(code).name();
    }
}
