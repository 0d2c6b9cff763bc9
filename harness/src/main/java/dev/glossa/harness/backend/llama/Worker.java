package dev.glossa.harness.backend.llama;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.glossa.harness.Backend.PromptToken;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.gguf.Gguf;

/// The process that holds the native engine. It reads commands from its standard input and ends with it, so it cannot
/// outlive its parent; its standard output carries frames only.
///
/// Three threads: one reads and tokenizes, one turns the batch, one says that the process lives.
final class Worker implements Engine.Listener {
    /// Regular expressions of the native tokenizers recurse once per character of a word.
    static final long READER_STACK = 64L << 20;
    private static final long BEAT_MILLIS = 500;
    static final int BROKEN = 70;
    /// The fact that is the most sequences at once.
    static final String PARALLEL = "most parallel";

    private final Frames.In in;
    private final Frames.Out out;
    private final LlamaModel model;
    private final PromptTokens prompts;
    private final ThoughtMarks marks;
    private final Sampler.Candidates candidates;
    private final int contextTokens;
    /// Seen by the beat before it is there.
    private volatile Engine engine;

    public static void main(String... arguments) {
        Frames.Out out = new Frames.Out(new FileOutputStream(FileDescriptor.out));
        System.setOut(System.err);
        try {
            EngineOptions options = EngineOptions.of(List.of(arguments));
            Worker worker = new Worker(options, out);
            worker.run();
        } catch (IllegalArgumentException e) {
            tell(out, new Wire.Report.Refused(e.getMessage()));
            Runtime.getRuntime().halt(1);
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(BROKEN);
        }
    }

    private Worker(EngineOptions options, Frames.Out out) {
        this.in = new Frames.In(new FileInputStream(FileDescriptor.in));
        this.out = out;
        start("beat", 0, this::beat);
        LibLlama library = LibLlama.load(options.library());
        this.model = LlamaModel.load(library, options.model(), options.gpuLayers());
        Gguf head = Gguf.read(options.model());
        Shapes shapes = options.shapes(head, library.gpuMemory());
        this.prompts = new PromptTokens(model.vocabulary(), head.chatTemplate(), options.date(), options.templateVariables());
        this.marks = new ThoughtMarks(model.vocabulary());
        this.candidates = new Sampler.Candidates(model.vocabulary().size());
        this.contextTokens = options.context();
        this.engine = new Engine(model, shapes, this);
        tell(out, new Wire.Report.Ready(Map.of(PARALLEL, Integer.toString(shapes.parallel().orElse(shapes.most())), "engine", "llama.cpp " + library.version(), "cache", shapes.exact() ? "f32" : "f16",
                "vocabulary", Integer.toString(model.vocabulary().size()))));
    }

    private void run() throws InterruptedException {
        start("reader", READER_STACK, this::read);
        engine.run();
    }

    static void start(String name, long stack, Runnable body) {
        Thread.ofPlatform().name(name).stackSize(stack).daemon().start(() -> {
            try {
                body.run();
            } catch (Throwable e) {
                e.printStackTrace();
                Runtime.getRuntime().halt(BROKEN);
            }
        });
    }

    private void beat() {
        while (true) {
            Engine current = engine;
            tell(out, new Wire.Report.Beat(current == null ? 0 : current.steps()));
            try {
                Thread.sleep(BEAT_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read() {
        try {
            for (Optional<byte[]> message = in.read(); message.isPresent(); message = in.read()) {
                switch (Wire.command(message.get())) {
                    case Wire.Command.Ask(long id, Prompt prompt) -> ask(id, prompt);
                    case Wire.Command.Cancel(long id) -> engine.cancel(id);
                    case Wire.Command.Count(long id, String text) -> tell(out, new Wire.Report.Counted(id, model.vocabulary().count(text)));
                    case Wire.Command.CountEach(long id, List<String> texts) ->
                        tell(out, new Wire.Report.CountedEach(id, texts.stream().map(model.vocabulary()::count).toList()));
                    case Wire.Command.Read(long id, Prompt.Context context) -> tell(out, read(id, context));
                }
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
        // The parent is gone or wants no more. Native threads may be busy: nothing is waited for.
        Runtime.getRuntime().halt(0);
    }

    private Wire.Report read(long id, Prompt.Context context) {
        try {
            return new Wire.Report.Tokens(id, Arrays.stream(tokens(context)).mapToObj(token -> new PromptToken(token, model.vocabulary().spelled(token))).toList());
        } catch (IllegalArgumentException e) {
            return new Wire.Report.Answered(id, new Completion.Failed(e.getMessage()));
        }
    }

    private void ask(long id, Prompt prompt) {
        tell(out, new Wire.Report.Started(id));
        Work work;
        try {
            work = switch (prompt) {
                case Prompt.Generation generation -> generation(id, generation);
                case Prompt.Ranking ranking -> ranking(id, ranking);
            };
        } catch (IllegalArgumentException e) {
            tell(out, new Wire.Report.Answered(id, new Completion.Failed(e.getMessage())));
            return;
        }
        tell(out, new Wire.Report.Waiting(id));
        engine.submit(work);
    }

    private Work generation(long id, Prompt.Generation generation) {
        int[] prompt = tokens(generation.context());
        return new Generation(id, prompt, contextTokens, generation.decoding(), model, marks,
                new Sampler(model, generation.decoding(), candidates));
    }

    private Work ranking(long id, Prompt.Ranking ranking) {
        int[] context = tokens(ranking.context());
        List<int[]> continuations = ranking.continuations().stream().map(text -> {
            int[] whole = prompts.of(ranking.context(), text);
            if (whole.length <= context.length) {
                throw new IllegalArgumentException("the continuation '" + text + "' adds no token to its context");
            }
            return Arrays.copyOfRange(whole, context.length, whole.length);
        }).toList();
        Ranking work = new Ranking(id, context, continuations);
        if (work.mostTokens() > contextTokens) {
            throw tooLong(work.mostTokens() + " tokens with its longest continuation");
        }
        return work;
    }

    /// The tokens of a prompt, or a refusal that names both lengths.
    private int[] tokens(Prompt.Context context) {
        long fewest = prompts.fewest(context);
        if (fewest > contextTokens) {
            throw tooLong("at least " + fewest + " tokens");
        }
        int[] tokens = prompts.of(context);
        if (tokens.length > contextTokens) {
            throw tooLong(tokens.length + " tokens");
        }
        return tokens;
    }

    private IllegalArgumentException tooLong(String length) {
        return new IllegalArgumentException("prompt too long: " + length + ", and the context holds " + contextTokens);
    }

    @Override
    public void started(Work work) {
        tell(out, new Wire.Report.Started(work.id));
    }

    @Override
    public void finished(Work work) {
        tell(out, new Wire.Report.Answered(work.id, work.completion()));
    }

    static void tell(Frames.Out out, Wire.Report report) {
        try {
            out.write(Wire.bytes(report));
        } catch (IOException e) {
            // Nobody listens any more.
            Runtime.getRuntime().halt(0);
        }
    }
}
