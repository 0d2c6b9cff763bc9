package dev.glossa.runner;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.TokenCounter;
import dev.glossa.harness.run.Prices;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// A judge that is never asked: what it would be asked is counted by language.
final class CountingJudge implements Backend {
    /// UTF-8 bytes for a token where nobody counts tokens: about right for large vocabularies in most scripts.
    private static final int BYTES_PER_TOKEN = 4;

    /// What one language comes to.
    ///
    /// @param written the most that replies may come to
    record Cost(long requests, long read, long written) {
        private static final Cost NOTHING = new Cost(0, 0, 0);

        Cost plus(Cost other) {
            return new Cost(requests + other.requests, read + other.read, written + other.written);
        }

        double money(Prices.Price price) {
            return price.of(read, written);
        }
    }

    private final Backend judge;
    private final Optional<TokenCounter> counter;
    private final OptionalInt usual;
    private final Map<String, Cost> byLanguage = new TreeMap<>();
    private boolean isCounted = true;

    /// @param counter a tokenizer to count by, before the judge's own
    /// @param usual   tokens of a reply, as measured; empty for the most that is allowed
    CountingJudge(Backend judge, Optional<TokenCounter> counter, OptionalInt usual) {
        this.judge = judge;
        this.counter = counter;
        this.usual = usual;
    }

    @Override
    public synchronized Completion complete(Request request) {
        String text = switch (request.prompt().context()) {
            case Prompt.Context.Plain(String plain) -> plain;
            case Prompt.Context.Chat(List<Prompt.Message> messages) -> String.join("\n", messages.stream().map(Prompt.Message::content).toList());
        };
        int most = request.prompt() instanceof Prompt.Generation generation ? generation.decoding().maxTokens() : 1;
        Cost cost = new Cost(1, tokens(text), Math.min(most, usual.orElse(most)));
        byLanguage.merge(SampleId.parse(request.key().sample()).language(), cost, Cost::plus);
        return new Completion.Failed("not asked: a dry run");
    }

    private int tokens(String text) {
        OptionalInt counted = counter.isPresent() ? OptionalInt.of(counter.get().count(text)) : judge.countTokens(text);
        isCounted &= counted.isPresent();
        return counted.orElseGet(() -> (text.getBytes(StandardCharsets.UTF_8).length + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN);
    }

    /// Whether a tokenizer counted; else tokens are a guess by bytes.
    boolean isCounted() {
        return isCounted;
    }

    Map<String, Cost> byLanguage() {
        return byLanguage;
    }

    Cost total() {
        return byLanguage.values().stream().reduce(Cost.NOTHING, Cost::plus);
    }

    @Override
    public Identity identity() {
        return judge.identity();
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public Optional<String> refusal(Prompt prompt) {
        return judge.refusal(prompt);
    }

    @Override
    public OptionalInt countTokens(String text) {
        return judge.countTokens(text);
    }

    @Override
    public void close() {
        judge.close();
    }
}
