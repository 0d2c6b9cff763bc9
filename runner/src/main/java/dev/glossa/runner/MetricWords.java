package dev.glossa.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The words of a command line on their way into [MetricOptions], by the conventions of Python's argparse.
final class MetricWords {

    private final List<String> words;
    private final MetricOptions options;
    private int at;

    MetricWords(List<String> words, MetricOptions options) {
        this.words = words;
        this.options = options;
    }

    void read() {
        while (at < words.size()) {
            String word = words.get(at++);
            if (word.equals("--")) {
                options.references.addAll(words.subList(at, words.size()));
                at = words.size();
            } else if (isOption(word)) {
                option(word);
            } else {
                options.references.add(word);
            }
        }
    }

    /// A dash by itself and a negative number are values.
    private static boolean isOption(String word) {
        return word.length() > 1 && word.charAt(0) == '-' && !isNegativeNumber(word);
    }

    private static boolean isNegativeNumber(String word) {
        boolean digits = false;
        int points = 0;
        for (int i = 1; i < word.length(); i++) {
            char c = word.charAt(i);
            points += c == '.' ? 1 : 0;
            digits = c >= '0' && c <= '9';
            if (!digits && c != '.') {
                return false;
            }
        }
        return digits && points <= 1;
    }

    private void option(String word) {
        Optional<MetricOption> exact = MetricOption.named(word);
        if (exact.isPresent()) {
            take(exact.get(), Optional.empty());
            return;
        }
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
        if (MetricOption.named(name).isPresent()) {
            take(MetricOption.named(name).get(), value);
        } else if (name.startsWith("--")) {
            take(abbreviated(name), value);
        } else {
            Optional<MetricOption> letter = MetricOption.named(word.substring(0, 2));
            if (letter.isEmpty() || letter.get().isSwitch()) {
                throw unknown(word);
            }
            take(letter.get(), Optional.of(word.substring(2)));
        }
    }

    private static MetricOption abbreviated(String name) {
        List<String> meant = MetricOption.beginningWith(name);
        if (meant.size() != 1) {
            throw meant.isEmpty() ? unknown(name)
                    : new MetricOptions.Unreadable("ambiguous option: " + name + " could match " + String.join(", ", meant));
        }
        return MetricOption.named(meant.getFirst()).orElseThrow();
    }

    private static MetricOptions.Unreadable unknown(String word) {
        return new MetricOptions.Unreadable("unrecognized arguments: " + word);
    }

    /// @param attached the value behind a `=` or the letter
    private void take(MetricOption option, Optional<String> attached) {
        if (option.isSwitch()) {
            if (attached.isPresent()) {
                throw new MetricOptions.Unreadable("argument " + option + ": ignored explicit argument '" + attached.get() + "'");
            }
            options.set(option, List.of());
        } else if (attached.isPresent()) {
            options.set(option, List.of(attached.get()));
        } else {
            options.set(option, option.takesSeveral() ? values(option, Integer.MAX_VALUE) : values(option, 1));
        }
    }

    private List<String> values(MetricOption option, int most) {
        List<String> values = new ArrayList<>();
        while (values.size() < most && at < words.size() && !isOption(words.get(at))) {
            values.add(words.get(at++));
        }
        if (values.isEmpty() && most == 1) {
            throw new MetricOptions.Unreadable("argument " + option + ": expected one argument");
        }
        return values;
    }
}
