package dev.glossa.runner;

import dev.glossa.harness.Signature;
import dev.glossa.harness.run.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Why the answers of a run that is there can be kept, or cannot: what has to be the same for a completion to be used again,
/// part by part.
final class CacheExplanation {
    private static final Set<String> DECODING = Set.of("temp", "top_p", "top_k", "min_p", "max", "stop", "format", "budgets");
    private static final Set<String> WORDING = Set.of("prompt", "mode", "shots", "instruction");

    private CacheExplanation() {}

    /// A line for each part: its name, `same` or `changed`, and what was and is.
    static List<String> lines(Manifest there, Manifest here) {
        List<String> model = new ArrayList<>();
        add(model, "name", there.model().name(), here.model().name());
        add(model, "weights", there.model().digest().orElse("not known"), here.model().digest().orElse("not known"));
        List<String> template = new ArrayList<>();
        add(template, "date", there.date(), here.date());
        for (String name : union(there.model().details(), here.model().details())) {
            add(Set.of("template", "thinking").contains(name) ? template : model, name, there.model().details().get(name), here.model().details().get(name));
        }
        List<String> prompts = new ArrayList<>();
        List<String> decoding = new ArrayList<>();
        List<String> data = new ArrayList<>();
        for (Manifest.TaskEntry task : here.tasks()) {
            Manifest.TaskEntry before = there.task(task.name()).orElse(null);
            if (before == null) {
                data.add(task.name() + " was not asked");
                continue;
            }
            Map<String, String> one = Signature.parse(before.signature()).parts();
            Map<String, String> two = Signature.parse(task.signature()).parts();
            for (String part : union(one, two)) {
                add(DECODING.contains(part) ? decoding : WORDING.contains(part) ? prompts : data, task.name() + " " + part, one.get(part), two.get(part));
            }
            for (String language : union(before.languages(), task.languages())) {
                add(data, task.name() + " " + language, before.languages().get(language), task.languages().get(language));
            }
        }
        there.tasks().stream().filter(task -> here.task(task.name()).isEmpty()).forEach(task -> data.add(task.name() + " is not asked any more"));
        List<String> seed = new ArrayList<>();
        add(seed, "seed", there.seed(), here.seed());
        add(seed, "repeat", there.repeat(), here.repeat());
        add(seed, "shard", there.shard(), here.shard());
        return List.of(line("model", model), line("template", template), line("prompts", prompts), line("data", data), line("decoding", decoding), line("seed", seed));
    }

    private static String line(String part, List<String> changes) {
        return part + "\t" + (changes.isEmpty() ? "same" : "changed\t" + String.join("; ", changes));
    }

    private static void add(List<String> changes, String what, Object there, Object here) {
        if (!Objects.equals(there, here)) {
            changes.add(what + ": " + (there == null ? "nothing" : there) + " there, " + (here == null ? "nothing" : here) + " now");
        }
    }

    private static Set<String> union(Map<String, ?> one, Map<String, ?> two) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(two.keySet());
        return names;
    }
}
