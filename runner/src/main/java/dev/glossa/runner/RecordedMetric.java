package dev.glossa.runner;

import dev.glossa.harness.Signature;
import dev.glossa.harness.run.Scoring;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A metric set up as the signature of its scores says.
///
/// @param claimed the signature of the scores
/// @param files   purpose to path: what the metric read then, as far as it decides numbers
record RecordedMetric(Signature claimed, Map<String, String> options, Map<String, Path> files) {
    /// What a judge was asked, and who it was: its replies are read again, whatever called them forth.
    private static final Set<String> OF_REPLIES = Set.of("judge", "jprompt", "jformat");

    /// @param files as the user named them
    /// @throws IllegalArgumentException when a file is missing
    static RecordedMetric of(Scoring.Entry entry, Map<String, Path> files) {
        Signature claimed = Signature.parse(entry.signature());
        Map<String, String> parts = scoring(claimed);
        Map<String, String> options = new TreeMap<>();
        Map<String, Path> needed = new TreeMap<>();
        Optional.ofNullable(parts.get("jprompt")).filter(p -> p.startsWith("target-")).ifPresent(_ -> options.put("judge-language", "target"));
        Optional.ofNullable(parts.get("jmax")).map(RecordedMetric::first).ifPresent(n -> options.put("judge-max-tokens", n));
        Optional.ofNullable(parts.get("jlayout")).ifPresent(layout -> options.put("judge-layout", layout));
        Optional.ofNullable(parts.get("jury")).ifPresent(rule -> options.put("jury", rule));
        Optional.ofNullable(parts.get("length")).ifPresent(length -> {
            options.put("style-length", length.equals("characters") ? "characters" : "tokens");
            if (length.startsWith("tokens-")) {
                need("style-tokenizer", length.substring("tokens-".length()), files, needed);
            }
        });
        Optional.ofNullable(parts.get("win-language")).ifPresent(identifier -> {
            options.put("win-language", "required");
            identifier(identifier, files, needed);
        });
        Optional.ofNullable(parts.get("lid")).ifPresent(identifier -> identifier(identifier, files, needed));
        Optional.ofNullable(parts.get("english")).ifPresent(digest -> need("english-words", "the word list " + digest, files, needed));
        String tokenizer = parts.getOrDefault("tok", "");
        if (parts.containsKey("spm")) {
            need(tokenizer, tokenizer + "@" + parts.get("spm"), files, needed);
        } else if (entry.metric().equals("bleu") && !tokenizer.contains("[")) {
            options.put("tokenize", tokenizer);
        }
        if (parts.containsKey("precision")) {
            need(entry.metric(), parts.get("model") + "@" + parts.get("digest"), files, needed);
            options.put("embeddings", "none");
        }
        return new RecordedMetric(claimed, options, needed);
    }

    /// What answers were compared with, as the signature has it; empty for a metric that compares none.
    static String baseline(Scoring.Entry entry) {
        return scoring(Signature.parse(entry.signature())).getOrDefault("baseline", "");
    }

    /// The parts of a signature that say how answers were scored.
    private static Map<String, String> scoring(Signature signature) {
        Map<String, String> parts = new LinkedHashMap<>();
        signature.parts().forEach((key, value) -> {
            if (key.equals("metric") || parts.containsKey("metric")) {
                parts.put(key, value);
            }
        });
        return parts;
    }

    /// What judges of a jury have alike stands once; of what differs, the first judge's.
    private static String first(String value) {
        return value.split(",")[0];
    }

    private static void identifier(String name, Map<String, Path> files, Map<String, Path> needed) {
        if (name.contains("@")) {
            need("lid", name.split("/")[0], files, needed);
        }
    }

    private static void need(String purpose, String what, Map<String, Path> files, Map<String, Path> needed) {
        needed.put(purpose, Optional.ofNullable(files.get(purpose))
                .orElseThrow(() -> new IllegalArgumentException("needs " + what + ": --file " + purpose + "=PATH")));
    }

    /// @param made what the metric signed this time
    /// @throws IllegalArgumentException when that differs in what decides numbers
    void same(Signature made) {
        Map<String, String> then = scoring(claimed);
        Map<String, String> now = scoring(made);
        OF_REPLIES.forEach(then::remove);
        OF_REPLIES.forEach(now::remove);
        if (!then.equals(now)) {
            StringBuilder why = new StringBuilder();
            then.forEach((key, value) -> {
                if (!value.equals(now.get(key))) {
                    why.append(why.isEmpty() ? "" : ", ").append(key).append(':').append(value).append(" then, ").append(now.getOrDefault(key, "nothing")).append(" now");
                }
            });
            now.forEach((key, value) -> {
                if (!then.containsKey(key)) {
                    why.append(why.isEmpty() ? "" : ", ").append(key).append(':').append(value).append(" now, nothing then");
                }
            });
            throw new IllegalArgumentException("needs what it was scored with: " + why);
        }
    }
}
