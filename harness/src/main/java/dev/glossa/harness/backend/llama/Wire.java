package dev.glossa.harness.backend.llama;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

import dev.glossa.harness.Backend.PromptToken;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Prompt;

/// What a backend and its worker say to each other, as bytes. Both sides are of one build, so there are no versions.
final class Wire {
    /// To the worker.
    sealed interface Command {
        record Ask(long id, Prompt prompt) implements Command {}

        record Cancel(long id) implements Command {}

        /// Asks for the tokens of a text, without special ones.
        record Count(long id, String text) implements Command {}

        /// The same for many texts at once.
        record CountEach(long id, List<String> texts) implements Command {}

        record Read(long id, Prompt.Context context) implements Command {}
    }

    /// From the worker.
    sealed interface Report {
        /// The model is loaded.
        record Ready(Map<String, String> facts) implements Report {}

        /// The model cannot be loaded, and the worker ends.
        record Refused(String reason) implements Report {}

        /// A prompt is being worked on: should the worker die now, this prompt may be why.
        record Started(long id) implements Report {}

        /// A prompt that was started waits for a sequence.
        record Waiting(long id) implements Report {}

        record Answered(long id, Completion completion) implements Report {}

        record Counted(long id, int tokens) implements Report {}

        /// In the order of the texts.
        record CountedEach(long id, List<Integer> tokens) implements Report {}

        record Tokens(long id, List<PromptToken> tokens) implements Report {}

        /// The worker lives; `steps` stands still when it hangs.
        record Beat(long steps) implements Report {}
    }

    private Wire() {}

    static byte[] bytes(Command command) {
        return written(out -> {
            switch (command) {
                case Command.Ask(long id, Prompt prompt) -> {
                    out.writeByte(0);
                    out.writeLong(id);
                    put(out, prompt);
                }
                case Command.Cancel(long id) -> {
                    out.writeByte(1);
                    out.writeLong(id);
                }
                case Command.Count(long id, String text) -> {
                    out.writeByte(2);
                    out.writeLong(id);
                    put(out, text);
                }
                case Command.CountEach(long id, List<String> texts) -> {
                    out.writeByte(3);
                    out.writeLong(id);
                    put(out, texts);
                }
                case Command.Read(long id, Prompt.Context context) -> {
                    out.writeByte(4);
                    out.writeLong(id);
                    put(out, context);
                }
            }
        });
    }

    static Command command(byte[] bytes) {
        return read(bytes, in -> switch (in.readByte()) {
            case 0 -> new Command.Ask(in.readLong(), prompt(in));
            case 1 -> new Command.Cancel(in.readLong());
            case 2 -> new Command.Count(in.readLong(), text(in));
            case 3 -> new Command.CountEach(in.readLong(), texts(in));
            case 4 -> new Command.Read(in.readLong(), context(in));
            default -> throw new IOException("an unknown command");
        });
    }

    static byte[] bytes(Report report) {
        return written(out -> {
            switch (report) {
                case Report.Ready(Map<String, String> facts) -> {
                    out.writeByte(0);
                    out.writeInt(facts.size());
                    for (Map.Entry<String, String> fact : facts.entrySet()) {
                        put(out, fact.getKey());
                        put(out, fact.getValue());
                    }
                }
                case Report.Refused(String reason) -> {
                    out.writeByte(1);
                    put(out, reason);
                }
                case Report.Started(long id) -> {
                    out.writeByte(2);
                    out.writeLong(id);
                }
                case Report.Answered(long id, Completion completion) -> {
                    out.writeByte(3);
                    out.writeLong(id);
                    put(out, completion);
                }
                case Report.Counted(long id, int tokens) -> {
                    out.writeByte(4);
                    out.writeLong(id);
                    out.writeInt(tokens);
                }
                case Report.Beat(long steps) -> {
                    out.writeByte(5);
                    out.writeLong(steps);
                }
                case Report.Waiting(long id) -> {
                    out.writeByte(6);
                    out.writeLong(id);
                }
                case Report.CountedEach(long id, List<Integer> tokens) -> {
                    out.writeByte(7);
                    out.writeLong(id);
                    out.writeInt(tokens.size());
                    for (int count : tokens) {
                        out.writeInt(count);
                    }
                }
                case Report.Tokens(long id, List<PromptToken> tokens) -> {
                    out.writeByte(8);
                    out.writeLong(id);
                    out.writeInt(tokens.size());
                    for (PromptToken token : tokens) {
                        out.writeInt(token.id());
                        put(out, token.text());
                    }
                }
            }
        });
    }

    static Report report(byte[] bytes) {
        return read(bytes, in -> switch (in.readByte()) {
            case 0 -> {
                Map<String, String> facts = new TreeMap<>();
                for (int left = in.readInt(); left > 0; left--) {
                    facts.put(text(in), text(in));
                }
                yield new Report.Ready(facts);
            }
            case 1 -> new Report.Refused(text(in));
            case 2 -> new Report.Started(in.readLong());
            case 3 -> new Report.Answered(in.readLong(), completion(in));
            case 4 -> new Report.Counted(in.readLong(), in.readInt());
            case 5 -> new Report.Beat(in.readLong());
            case 6 -> new Report.Waiting(in.readLong());
            case 7 -> {
                long id = in.readLong();
                List<Integer> tokens = new ArrayList<>();
                for (int left = in.readInt(); left > 0; left--) {
                    tokens.add(in.readInt());
                }
                yield new Report.CountedEach(id, tokens);
            }
            case 8 -> {
                long id = in.readLong();
                List<PromptToken> tokens = new ArrayList<>();
                for (int left = in.readInt(); left > 0; left--) {
                    tokens.add(new PromptToken(in.readInt(), text(in)));
                }
                yield new Report.Tokens(id, tokens);
            }
            default -> throw new IOException("an unknown report");
        });
    }

    private static void put(DataOutputStream out, Prompt prompt) throws IOException {
        out.writeBoolean(prompt instanceof Prompt.Generation);
        put(out, prompt.context());
        switch (prompt) {
            case Prompt.Generation(Prompt.Context _, Decoding decoding) -> put(out, decoding);
            case Prompt.Ranking(Prompt.Context _, List<String> continuations) -> put(out, continuations);
        }
    }

    private static void put(DataOutputStream out, Prompt.Context context) throws IOException {
        switch (context) {
            case Prompt.Context.Plain(String text) -> {
                out.writeInt(-1);
                put(out, text);
            }
            case Prompt.Context.Chat(List<Prompt.Message> messages) -> {
                out.writeInt(messages.size());
                for (Prompt.Message message : messages) {
                    out.writeByte(message.role().ordinal());
                    put(out, message.content());
                }
            }
        }
    }

    private static Prompt prompt(DataInputStream in) throws IOException {
        boolean generation = in.readBoolean();
        Prompt.Context context = context(in);
        return generation ? new Prompt.Generation(context, decoding(in)) : new Prompt.Ranking(context, texts(in));
    }

    private static Prompt.Context context(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            return new Prompt.Context.Plain(text(in));
        }
        List<Prompt.Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(new Prompt.Message(Prompt.Role.values()[in.readByte()], text(in)));
        }
        return new Prompt.Context.Chat(messages);
    }

    private static void put(DataOutputStream out, Decoding decoding) throws IOException {
        out.writeDouble(decoding.temperature());
        out.writeDouble(decoding.topP());
        out.writeInt(decoding.topK());
        out.writeDouble(decoding.minP());
        out.writeInt(decoding.maxTokens());
        out.writeLong(decoding.seed());
        put(out, decoding.stop());
        switch (decoding.format()) {
            case Decoding.Format.Free() -> out.writeByte(0);
            case Decoding.Format.JsonSchema(String schema) -> {
                out.writeByte(1);
                put(out, schema);
            }
            case Decoding.Format.Grammar(String gbnf) -> {
                out.writeByte(2);
                put(out, gbnf);
            }
        }
        out.writeBoolean(decoding.logProbability());
    }

    private static Decoding decoding(DataInputStream in) throws IOException {
        return new Decoding(in.readDouble(), in.readDouble(), in.readInt(), in.readDouble(), in.readInt(), in.readLong(), texts(in),
                switch (in.readByte()) {
                    case 0 -> Decoding.Format.FREE;
                    case 1 -> new Decoding.Format.JsonSchema(text(in));
                    default -> new Decoding.Format.Grammar(text(in));
                }, in.readBoolean());
    }

    private static void put(DataOutputStream out, Completion completion) throws IOException {
        switch (completion) {
            case Completion.Text text -> {
                out.writeByte(0);
                put(out, text.text());
                out.writeByte(text.finish().ordinal());
                put(out, text.reasoning().stream().toList());
                put(out, text.usage());
                out.writeInt(text.tokens().size());
                for (Completion.Token token : text.tokens()) {
                    put(out, token.text());
                    out.writeDouble(token.logProbability());
                }
            }
            case Completion.Likelihoods(List<Double> values, Completion.Usage usage) -> {
                out.writeByte(1);
                out.writeInt(values.size());
                for (double value : values) {
                    out.writeDouble(value);
                }
                put(out, usage);
            }
            case Completion.Failed(String reason) -> {
                out.writeByte(2);
                put(out, reason);
            }
        }
    }

    private static Completion completion(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case 0 -> {
                String text = text(in);
                Completion.FinishReason finish = Completion.FinishReason.values()[in.readByte()];
                Optional<String> reasoning = texts(in).stream().findFirst();
                Completion.Usage usage = usage(in);
                List<Completion.Token> tokens = new ArrayList<>();
                for (int left = in.readInt(); left > 0; left--) {
                    tokens.add(new Completion.Token(text(in), in.readDouble()));
                }
                yield new Completion.Text(text, finish, reasoning, usage, tokens);
            }
            case 1 -> {
                List<Double> values = new ArrayList<>();
                for (int left = in.readInt(); left > 0; left--) {
                    values.add(in.readDouble());
                }
                yield new Completion.Likelihoods(values, usage(in));
            }
            default -> new Completion.Failed(text(in));
        };
    }

    private static void put(DataOutputStream out, Completion.Usage usage) throws IOException {
        out.writeInt(usage.promptTokens().orElse(-1));
        out.writeInt(usage.completionTokens().orElse(-1));
    }

    private static Completion.Usage usage(DataInputStream in) throws IOException {
        return new Completion.Usage(count(in.readInt()), count(in.readInt()));
    }

    private static OptionalInt count(int value) {
        return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static void put(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            put(out, text);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(text(in));
        }
        return texts;
    }

    private static void put(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a text of " + length + " bytes in a message of " + in.available());
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, Reading<T> reading) {
        try {
            return reading.from(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException("a message between the engine's processes cannot be read: " + e.getMessage(), e);
        }
    }
}
