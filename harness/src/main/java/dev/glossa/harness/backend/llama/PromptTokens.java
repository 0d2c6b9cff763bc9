package dev.glossa.harness.backend.llama;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.glossa.harness.Prompt;
import dev.glossa.harness.jinja.ChatTemplate;
import dev.glossa.harness.jinja.Segment;

/// How a prompt becomes tokens: a chat through the model's template, whose control tokens are tokens, while the same
/// characters in a message stay characters; a plain text as it is, behind the tokenizer's own begin token. One thread only.
final class PromptTokens {
    private final Vocabulary vocabulary;
    private final Optional<String> source;
    private ChatTemplate template;
    private final ChatTemplate.Options options;

    /// @param date      the day that the template sees
    /// @param variables further ones for the template, such as `enable_thinking`
    PromptTokens(Vocabulary vocabulary, Optional<String> template, LocalDate date, Map<String, ?> variables) {
        this.vocabulary = vocabulary;
        this.source = template;
        this.options = new ChatTemplate.Options(true, none(vocabulary.beginText()), none(vocabulary.endText()), date, variables);
    }

    private static String none(String text) {
        return text.isEmpty() ? null : text;
    }

    /// @throws IllegalArgumentException when the template cannot render the conversation
    int[] of(Prompt.Context context) {
        return of(segments(context), isChat(context));
    }

    /// The tokens of a context that goes on with a given text: as a tokenizer sees both together, since it may cut
    /// differently at the border.
    int[] of(Prompt.Context context, String continuation) {
        List<Segment> whole = new ArrayList<>(segments(context));
        whole.add(new Segment(continuation, true));
        return of(whole, isChat(context));
    }

    /// The fewest tokens that a context can have, told without looking for them.
    long fewest(Prompt.Context context) {
        return vocabulary.fewestTokens(switch (context) {
            case Prompt.Context.Plain(String text) -> text.length();
            case Prompt.Context.Chat(List<Prompt.Message> messages) -> messages.stream().mapToLong(one -> one.content().length()).sum();
        });
    }

    private static boolean isChat(Prompt.Context context) {
        return context instanceof Prompt.Context.Chat;
    }

    private List<Segment> segments(Prompt.Context context) {
        return switch (context) {
            case Prompt.Context.Plain(String text) -> List.of(new Segment(text, true));
            case Prompt.Context.Chat(List<Prompt.Message> messages) -> template().renderSegments(messages, options);
        };
    }

    /// Read when the first chat comes: a template that cannot be read is no reason to refuse plain prompts.
    private ChatTemplate template() {
        if (template == null) {
            template = ChatTemplate.parse(source.orElseThrow(() -> new IllegalArgumentException("the model file has no chat template")));
        }
        return template;
    }

    /// A template writes its own begin token, where the model wants one; a plain text gets what the tokenizer puts before it.
    private int[] of(List<Segment> segments, boolean isChat) {
        StringBuilder joined = new StringBuilder();
        List<int[]> contents = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.fromContent()) {
                contents.add(new int[] {joined.length(), joined.length() + segment.text().length()});
            }
            joined.append(segment.text());
        }
        String text = joined.toString();
        if (isChat) {
            return chat(text, contents);
        }
        int[] tokens = vocabulary.tokens(text, true, false);
        // An empty text still needs a token whose successor can be scored.
        return tokens.length == 0 ? new int[] {vocabulary.firstToken()} : tokens;
    }

    /// A text with its control tokens found, longest first, as llama.cpp's `tokenizer_st_partition` finds them, but only
    /// where the template wrote them.
    private int[] chat(String text, List<int[]> contents) {
        List<Piece> pieces = new ArrayList<>(List.of(new Piece(0, text.length(), null)));
        for (Vocabulary.Control control : vocabulary.controls()) {
            if (text.contains(control.text())) {
                List<Piece> finer = new ArrayList<>();
                for (Piece piece : pieces) {
                    if (piece.control == null) {
                        split(text, piece, control, contents, finer);
                    } else {
                        finer.add(piece);
                    }
                }
                pieces = finer;
            }
        }
        IntStream.Builder tokens = IntStream.builder();
        for (Piece piece : pieces) {
            if (piece.control != null) {
                tokens.add(piece.control.id());
            } else if (piece.from < piece.to) {
                for (int token : vocabulary.tokens(text.substring(piece.from, piece.to), false, false)) {
                    tokens.add(token);
                }
            }
        }
        return tokens.build().toArray();
    }

    /// @param control null for a stretch of text
    private record Piece(int from, int to, Vocabulary.Control control) {}

    private static void split(String text, Piece piece, Vocabulary.Control control, List<int[]> contents, List<Piece> into) {
        int length = control.text().length();
        int done = piece.from;
        for (int at = text.indexOf(control.text(), done); at >= 0 && at + length <= piece.to; ) {
            if (touches(contents, at, at + length)) {
                at = text.indexOf(control.text(), at + 1);
                continue;
            }
            int before = at;
            while (control.stripsLeft() && before > done && isSpace(text.charAt(before - 1))) {
                before--;
            }
            into.add(new Piece(done, before, null));
            into.add(new Piece(at, at + length, control));
            done = at + length;
            while (control.stripsRight() && done < piece.to && isSpace(text.charAt(done))) {
                done++;
            }
            at = text.indexOf(control.text(), done);
        }
        into.add(new Piece(done, piece.to, null));
    }

    /// By bisection: both grow with the prompt.
    private static boolean touches(List<int[]> contents, int from, int to) {
        int low = 0;
        int high = contents.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (contents.get(middle)[1] > from) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < contents.size() && contents.get(low)[0] < to;
    }

    /// C's `isspace`, which llama.cpp asks.
    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
