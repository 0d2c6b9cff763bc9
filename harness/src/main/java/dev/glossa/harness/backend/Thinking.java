package dev.glossa.harness.backend;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An answer apart from the reasoning before it.
///
/// The rule: reasoning is a block that the text begins with, white space aside, from an opening mark to the first closing
/// mark of its kind. A template may have written the opening mark into the prompt, so a closing mark that no opening one
/// precedes ends a block too. A block that never ends is all reasoning, and the answer is empty. White space between the
/// block and the answer belongs to neither.
public record Thinking(Optional<String> reasoning, String answer) {
    private record Marks(String open, String close) {}

    private static final Marks[] KINDS = {
        new Marks("<think>", "</think>"),
        new Marks("<thinking>", "</thinking>"),
        new Marks("<|START_THINKING|>", "<|END_THINKING|>"),
        new Marks("[THINK]", "[/THINK]"),
    };

    /// Every mark that opens or closes reasoning.
    public static List<String> marks() {
        return Arrays.stream(KINDS).flatMap(marks -> Stream.of(marks.open(), marks.close())).toList();
    }

    public static Thinking in(String text) {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        for (Marks marks : KINDS) {
            boolean opened = text.startsWith(marks.open(), start);
            int close = text.indexOf(marks.close());
            if (opened && close < 0) {
                return new Thinking(Optional.of(text.substring(start + marks.open().length()).strip()), "");
            }
            if (close >= 0 && (opened || text.lastIndexOf(marks.open(), close) < 0)) {
                String reasoning = text.substring(opened ? start + marks.open().length() : 0, close).strip();
                return new Thinking(reasoning.isEmpty() ? Optional.empty() : Optional.of(reasoning),
                        text.substring(close + marks.close().length()).stripLeading());
            }
        }
        return new Thinking(Optional.empty(), text);
    }
}
