package dev.glossa.runner;

import dev.glossa.harness.Language;
import dev.glossa.harness.TokenCounter;
import dev.glossa.harness.io.Lines;
import dev.glossa.reports.tokens.TokenCosts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Counts the tokens of a folder's texts, several tokenizers at once, in memory that does not grow with the texts.
final class TokenCount {
    private static final int LINES = 256;
    private static final int CHARACTERS = 1 << 18;

    private TokenCount() {}

    /// What one tokenizer makes of one language's text.
    private record Count(long lines, long characters, long tokens) {
        static final Count NONE = new Count(0, 0, 0);

        Count plus(List<String> batch, List<Integer> counts) {
            return new Count(lines + batch.size(), characters + batch.stream().mapToLong(line -> line.codePointCount(0, line.length())).sum(),
                    tokens + counts.stream().mapToLong(Integer::longValue).sum());
        }
    }

    static TokenCosts of(List<TokenizerFile> tokenizers, TextFolder texts) throws InterruptedException {
        List<List<Future<Count>>> counts = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(tokenizers.size(), Runtime.getRuntime().availableProcessors()))) {
            try {
                for (Map.Entry<Language, List<Path>> text : texts.files().entrySet()) {
                    counts.add(tokenizers.stream().map(tokenizer -> pool.submit(() -> count(tokenizer.counter(), text.getValue()))).toList());
                }
                List<TokenCosts.Cost> costs = new ArrayList<>();
                for (Map.Entry<Language, List<Path>> text : texts.files().entrySet()) {
                    costs.add(cost(text.getKey(), text.getValue(), counts.get(costs.size())));
                }
                return new TokenCosts(tokenizers.stream().map(TokenizerFile::description).toList(), costs);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private static TokenCosts.Cost cost(Language language, List<Path> files, List<Future<Count>> counted) throws InterruptedException {
        List<Long> tokens = new ArrayList<>();
        Count last = Count.NONE;
        for (Future<Count> future : counted) {
            last = result(future);
            tokens.add(last.tokens());
        }
        if (last.lines() == 0) {
            throw new IllegalArgumentException(files + " hold no text of " + language.name() + " (" + language.code() + ")");
        }
        return new TokenCosts.Cost(language, last.lines(), last.characters(), tokens);
    }

    private static Count result(Future<Count> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    private static Count count(TokenCounter counter, List<Path> files) {
        Count count = Count.NONE;
        for (Path file : files) {
            try (Lines lines = Lines.of(file)) {
                List<String> batch = new ArrayList<>();
                int characters = 0;
                for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                    if (line.get().isBlank()) {
                        continue;
                    }
                    batch.add(line.get());
                    characters += line.get().length();
                    if (batch.size() == LINES || characters > CHARACTERS) {
                        count = count.plus(batch, counter.counts(batch));
                        batch.clear();
                        characters = 0;
                    }
                }
                count = batch.isEmpty() ? count : count.plus(batch, counter.counts(batch));
            }
        }
        return count;
    }
}
