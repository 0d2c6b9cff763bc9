package dev.glossa.benchmarks.task;

import dev.glossa.harness.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// A part of a task file whose keys are known: what they hold is read as what is expected there, or refused in its place.
record Section(String name, Yaml.Keys keys) {
    /// Keys with values, all of them known.
    static Section of(String name, Yaml yaml, String... known) {
        if (!(yaml instanceof Yaml.Keys keys)) {
            throw yaml.at().error("%s has keys: %s; there is %s".formatted(name, String.join(", ", known), yaml.kind()));
        }
        Set<String> all = new TreeSet<>(List.of(known));
        keys.entries().forEach((key, entry) -> {
            if (!all.contains(key)) {
                throw entry.at().error("no key '%s'%s; %sthere are %s".formatted(key, name.equals("a task file") ? "" : " in " + name,
                        Nearest.to(key, all).map(near -> "did you mean '" + near + "'? ").orElse(""), all));
            }
        });
        return new Section(name, keys);
    }

    Position at() {
        return keys.at();
    }

    boolean has(String key) {
        return keys.entries().containsKey(key);
    }

    Optional<Yaml> find(String key) {
        return Optional.ofNullable(keys.entries().get(key)).map(Yaml.Entry::value);
    }

    Yaml need(String key) {
        return find(key).orElseThrow(() -> at().error(name + " needs '" + key + "'; there are " + keys.entries().keySet()));
    }

    /// The one of some keys that there is.
    String oneOf(String... choices) {
        List<String> found = List.of(choices).stream().filter(this::has).toList();
        if (found.size() != 1) {
            throw at().error("%s has exactly one of %s; there are %s".formatted(name, List.of(choices), keys.entries().keySet()));
        }
        return found.getFirst();
    }

    Yaml.Text text(String key) {
        return text(need(key), key);
    }

    Optional<String> optional(String key) {
        return find(key).map(yaml -> text(yaml, key).value());
    }

    static Yaml.Text text(Yaml yaml, String what) {
        if (!(yaml instanceof Yaml.Text text)) {
            throw yaml.at().error("'" + what + "' is text; there is " + yaml.kind());
        }
        if (text.value().isEmpty()) {
            throw yaml.at().error("'" + what + "' is empty");
        }
        return text;
    }

    /// A text or a list of texts; none where the key is absent.
    List<Yaml.Text> texts(String key) {
        return find(key).map(yaml -> texts(yaml, key)).orElse(List.of());
    }

    static List<Yaml.Text> texts(Yaml yaml, String key) {
        return switch (yaml) {
            case Yaml.Text _ -> List.of(text(yaml, key));
            case Yaml.Items(List<Yaml> items, Position at) -> {
                if (items.isEmpty()) {
                    throw at.error("'" + key + "' is an empty list");
                }
                yield items.stream().map(item -> text(item, key)).toList();
            }
            case Yaml.Keys keys -> throw keys.at().error("'" + key + "' is a text or a list of texts; there is " + keys.kind());
        };
    }

    /// Keys of the file's own choice, each with what is read of its value.
    static <T> Map<String, T> map(Yaml yaml, String what, Function<Yaml, T> read) {
        if (!(yaml instanceof Yaml.Keys keys)) {
            throw yaml.at().error("'" + what + "' has keys and values; there is " + yaml.kind());
        }
        Map<String, T> map = new LinkedHashMap<>();
        keys.entries().forEach((key, entry) -> map.put(key, read.apply(entry.value())));
        return map;
    }

    int whole(String key, int otherwise, int least, int most) {
        return find(key).map(yaml -> {
            String value = text(yaml, key).value();
            if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
                throw yaml.at().error("'%s' is a whole number from %,d to %,d; there is %s".formatted(key, least, most, yaml.kind()));
            }
            return Integer.parseInt(value);
        }).orElse(otherwise);
    }

    double number(String key, double otherwise, double least, double most) {
        return find(key).map(yaml -> {
            String value = text(yaml, key).value();
            if (!value.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") || Double.parseDouble(value) < least || Double.parseDouble(value) > most) {
                throw yaml.at().error("'%s' is a number from %s to %s; there is %s".formatted(key, least, most, yaml.kind()));
            }
            return Double.parseDouble(value);
        }).orElse(otherwise);
    }

    boolean truth(String key) {
        return find(key).map(yaml -> switch (text(yaml, key).value()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw yaml.at().error("'" + key + "' is true or false; there is " + yaml.kind());
        }).orElse(false);
    }

    /// One of some words; the first where the key is absent.
    String word(String key, String... words) {
        return find(key).map(yaml -> {
            String value = text(yaml, key).value();
            if (!List.of(words).contains(value)) {
                throw yaml.at().error("'%s' is one of %s; there is %s".formatted(key, List.of(words), yaml.kind()));
            }
            return value;
        }).orElse(words[0]);
    }
}
