package dev.glossa.benchmarks.task;

import dev.glossa.benchmarks.task.TaskFile.Goal;
import dev.glossa.benchmarks.task.TaskFile.Texts;
import dev.glossa.harness.Extraction;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What an answer is held against, how it is taken from a text, and which metrics read it unless the file names others.
///
/// @param settings what these metrics are told
record Goals(Goal goal, Map<String, String> settings, List<String> metrics) {
    private static final String LABELS = "labels";
    private static final String JUDGE = "judge-template";
    private static final String CANARIES = "label-canaries";
    private static final Set<String> JUDGED = Set.of("question", "generation", "references", "language", "labels");
    private static final int MOST_OPTIONS = 26;

    static Goals read(Section file, Function<Yaml.Text, Phrase> phrases) {
        Map<String, String> settings = new LinkedHashMap<>();
        file.find("extraction").ifPresent(yaml -> settings.put(Extraction.SETTING, extraction(yaml)));
        Yaml target = file.need("target");
        if (target instanceof Yaml.Text open) {
            if (!open.value().equals("open")) {
                throw open.at().error("a target is references, answer, choice, label or the word open; there is " + open.kind());
            }
            return new Goals(new Goal.Open(), settings, List.of("rubric"));
        }
        Section section = Section.of("target", target, "references", "answer", "choice", "label");
        return switch (section.oneOf("references", "answer", "choice", "label")) {
            case "references" -> new Goals(new Goal.References(texts(section, "references", phrases)), settings,
                    List.of(settings.isEmpty() ? "chrf" : "exact-match"));
            case "answer" -> answer(section.need("answer"), phrases, settings);
            case "choice" -> choice(section.need("choice"), phrases, settings);
            default -> label(section.need("label"), phrases, settings);
        };
    }

    private static Goals answer(Yaml yaml, Function<Yaml.Text, Phrase> phrases, Map<String, String> settings) {
        Section answer = Section.of("answer", yaml, "gold", "prefix");
        return new Goals(new Goal.Answer(phrases.apply(answer.text("gold")), phrases.apply(answer.text("prefix"))), settings,
                List.of("strict", "native-digits", "lenient"));
    }

    private static Goals choice(Yaml yaml, Function<Yaml.Text, Phrase> phrases, Map<String, String> settings) {
        Section choice = Section.of("choice", yaml, "options", "labels", "correct", "by");
        Texts options = texts(choice, "options", phrases);
        int most = options.lines() ? MOST_OPTIONS : options.phrases().size();
        List<String> labels = choice.has("labels") ? choice.texts("labels").stream().map(Yaml.Text::value).toList()
                : IntStream.range(0, Math.min(most, MOST_OPTIONS)).mapToObj(i -> String.valueOf((char) ('A' + i))).toList();
        if (labels.size() < most && !options.lines() || labels.stream().map(label -> label.toLowerCase(Locale.ROOT)).distinct().count() < labels.size() || labels.stream().anyMatch(l -> l.contains("\n"))) {
            throw choice.at().error("%d labels %s for %d options; each option has a label of its own, in one line".formatted(labels.size(), labels, most));
        }
        boolean ranked = choice.word("by", "ranking", "generation").equals("ranking");
        if (ranked && !settings.isEmpty()) {
            throw choice.at().error("a ranking gives no text to extract from; leave 'extraction' out, or choose 'by: generation'");
        }
        settings.put(LABELS, String.join("\n", labels));
        return new Goals(new Goal.Choice(options, labels, phrases.apply(choice.text("correct")), ranked), settings, List.of(ranked ? "accuracy" : "choice"));
    }

    private static Goals label(Yaml yaml, Function<Yaml.Text, Phrase> phrases, Map<String, String> settings) {
        Section label = Section.of("label", yaml, "labels", "expected", "references", "judge", "canaries");
        List<String> labels = label.texts("labels").stream().map(Yaml.Text::value).toList();
        if (labels.size() < 2 || labels.stream().anyMatch(l -> !l.matches("[A-Za-z0-9_-]{1,40}"))) {
            throw label.at().error("a judge chooses between at least two labels, each a word; there are " + labels);
        }
        settings.put(LABELS, String.join("\n", labels));
        Phrase judge = Phrase.of(label.text("judge"), JUDGED);
        if (!judge.template().variables().contains("generation")) {
            throw judge.source().at().error("the judge's task has no {{ generation }}; it would judge unseen");
        }
        settings.put(JUDGE, judge.source().value());
        if (label.has("canaries")) {
            settings.put(CANARIES, canaries(label.need("canaries"), labels));
        }
        Texts references = label.has("references") ? texts(label, "references", phrases) : new Texts(List.of(), false);
        return new Goals(new Goal.Label(phrases.apply(label.text("expected")), references, new LinkedHashSet<>(labels)), settings, List.of("label"));
    }

    private static String canaries(Yaml yaml, List<String> labels) {
        Section canaries = Section.of("canaries", yaml, "empty", "question", "good", "shuffled", "refusal");
        return Stream.of("empty", "question", "good", "shuffled", "refusal").filter(canaries::has).map(name -> {
            Yaml.Text label = canaries.text(name);
            if (!labels.contains(label.value())) {
                throw label.at().error("no label '" + label.value() + "' for the canary '" + name + "'; there are " + labels);
            }
            return name + " " + label.value();
        }).collect(Collectors.joining("\n"));
    }

    private static Texts texts(Section section, String key, Function<Yaml.Text, Phrase> phrases) {
        if (section.need(key) instanceof Yaml.Keys keys) {
            return new Texts(List.of(phrases.apply(Section.of(key, keys, "lines").text("lines"))), true);
        }
        return new Texts(section.texts(key).stream().map(phrases).toList(), false);
    }

    private static String extraction(Yaml yaml) {
        try {
            if (yaml instanceof Yaml.Text rule) {
                return new Extraction.Rule(rule.value()).toString();
            }
            Section pattern = Section.of("extraction", yaml, "pattern", "take");
            return Extraction.Match.of(pattern.text("pattern").value(), pattern.word("take", "last", "first").equals("last")).toString();
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith(yaml.at().file()) ? e : yaml.at().error(e.getMessage(), e);
        }
    }
}
