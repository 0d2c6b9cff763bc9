package dev.glossa.harness.backend.llama;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.backend.Thinking;

/// A text being generated.
final class Generation extends Work {
    private final Vocabulary vocabulary;
    private final Decoding decoding;
    private final Sampler sampler;
    private final Transcript transcript;
    private final ThoughtMarks marks;
    private final List<Completion.Token> tokens = new ArrayList<>();
    private int generated;

    /// @param contextTokens what the sequence can hold, prompt included
    Generation(long id, int[] prompt, int contextTokens, Decoding decoding, LlamaModel model, ThoughtMarks marks, Sampler sampler) {
        // The last token that is generated is never fed, so one more than the context holds can be had.
        super(id, prompt, (int) Math.min(contextTokens, (long) prompt.length + decoding.maxTokens() - 1));
        this.vocabulary = model.vocabulary();
        this.decoding = decoding;
        this.sampler = sampler;
        this.transcript = new Transcript(decoding.stop());
        this.marks = marks;
    }

    @Override
    void read(int position, float[] scores) {
        int token = sampler.next(scores);
        if (token < 0) {
            finish(new Completion.Failed(Float.isFinite(Scores.max(scores))
                    ? "the output format leaves no token to go on with after " + generated + " tokens"
                    : "the model's scores are no numbers after " + generated + " tokens"));
            return;
        }
        if (vocabulary.ends(token)) {
            end(FinishReason.STOP);
            return;
        }
        generated++;
        byte[] piece = marks.piece(token);
        if (decoding.logProbability()) {
            double sum = Scores.logSum(scores);
            tokens.add(new Completion.Token(new String(piece, StandardCharsets.UTF_8), scores[token] - sum));
        }
        if (transcript.add(piece)) {
            end(FinishReason.STOP);
        } else if (generated == decoding.maxTokens() || isFull()) {
            end(FinishReason.LENGTH);
        } else {
            append(token);
        }
    }

    private void end(FinishReason reason) {
        Thinking parted = Thinking.in(transcript.text(reason == FinishReason.LENGTH));
        finish(new Completion.Text(parted.answer(), reason, parted.reasoning(), Completion.Usage.of(promptTokens, generated), tokens));
    }

    @Override
    void close() {
        sampler.close();
    }
}
