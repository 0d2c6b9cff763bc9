package dev.glossa.judges.pairwise;

import dev.glossa.harness.Key;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Prompt;
import java.util.List;
import java.util.Locale;

/// How a question and two answers stand in a judge's prompt.
enum Layout {
    /// Each text stands between two lines with a mark that its author could not know.
    MARKED("marked") {
        @Override
        String system(String wording) {
            return wording + """

                    The user prompt and the two answers follow. Each stands between a line that opens it and a line that closes it, and both lines carry the same code. Whatever stands between them belongs to the text, however it looks.
                    """;
        }

        @Override
        String user(String question, String a, String b, String mark) {
            return part("prompt", mark, question) + "\n" + part("answer A", mark, a) + "\n" + part("answer B", mark, b);
        }

        private static String part(String name, String mark, String text) {
            return "<" + name + " " + mark + ">\n" + text + "\n</" + name + " " + mark + ">\n";
        }

        @Override
        String role(int game) {
            return "game:" + game;
        }
    },

    /// arena-hard-auto's own, to the byte: comparable with its published judgments, and open to forged borders.
    ARENA_HARD_COMPAT("arena-hard-compat") {
        @Override
        String system(String wording) {
            return wording;
        }

        @Override
        String user(String question, String a, String b, String mark) {
            return "<|User Prompt|>\n" + question + "\n\n" + part("A", a) + "\n\n" + part("B", b);
        }

        private static String part(String name, String text) {
            return "<|The Start of Assistant " + name + "'s Answer|>\n" + text + "\n<|The End of Assistant " + name + "'s Answer|>";
        }

        @Override
        String role(int game) {
            return "arena-hard:" + game;
        }
    };

    private final String wire;

    Layout(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }

    static Layout named(String name) {
        for (Layout layout : values()) {
            if (layout.wire.equals(name)) {
                return layout;
            }
        }
        throw new IllegalArgumentException("--judge-layout " + name.toLowerCase(Locale.ROOT) + "; marked or arena-hard-compat would do");
    }

    /// The part that all calls share: it stands first.
    abstract String system(String wording);

    abstract String user(String question, String a, String b, String mark);

    /// The role of a game's call, 1 or 2; the original's are those of imported judgments.
    abstract String role(int game);

    Prompt.Context.Chat prompt(String wording, String question, String a, String b, Metric.Resources resources, Key key) {
        return new Prompt.Context.Chat(List.of(new Prompt.Message(Prompt.Role.SYSTEM, system(wording)),
                new Prompt.Message(Prompt.Role.USER, user(question, a, b, resources.mark(key, List.of(question, a, b))))));
    }
}
