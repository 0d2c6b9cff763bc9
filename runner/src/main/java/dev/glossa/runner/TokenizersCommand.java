package dev.glossa.runner;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.reports.page.TokenPage;
import dev.glossa.reports.tokens.TokenCosts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures what languages and scripts cost in tokens.
@Command(name = "tokenizers", mixinStandardHelpOptions = true,
        description = "Count tokens per character, by language and script, and the premium over English: a page, tables and a chart.")
final class TokenizersCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Option(names = "--tokenizer", required = true, paramLabel = "[NAME=]FILE",
            description = "A GGUF file, with or without weights, or a SentencePiece model. Once for each tokenizer.")
    List<String> tokenizers;

    @Option(names = "--text", required = true, paramLabel = "DIR",
            description = "Text files named after their languages, such as sw.txt or swh_Latn.devtest, each also as .gz.")
    Path text;

    @Option(names = "--languages", paramLabel = "SEL", description = "Which of the languages found: codes, region:africa, script:Deva, focus, minus -xx. All by default.")
    String languages;

    @Option(names = "--languages-file", paramLabel = "FILE", description = "CSV of languages laid over the built-in table.")
    Path languagesFile;

    @Option(names = "--llama-lib", paramLabel = "DIR", description = "Folder of a llama.cpp build to use instead of the pinned one.")
    Path llamaLib;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the page.")
    Path out;

    @Override
    public Integer call() throws InterruptedException {
        Languages table = languagesFile == null ? Languages.bundled() : Languages.bundled().overlaid(languagesFile);
        Optional<Set<Language>> wanted = Usage.of(command, () -> Optional.ofNullable(languages).map(selector -> Set.copyOf(table.select(selector, Optional.empty()))));
        Map<String, Path> named = Usage.of(command, this::named);
        TextFolder texts = TextFolder.of(text, table, language -> wanted.map(set -> set.contains(language)).orElse(true));
        PrintWriter err = command.commandLine().getErr();
        if (!texts.passedBy().isEmpty()) {
            err.println("%d %s after no language, such as %s".formatted(texts.passedBy().size(),
                    texts.passedBy().size() == 1 ? "file is named" : "files are named", texts.passedBy().getFirst()));
        }
        List<TokenizerFile> opened = new ArrayList<>();
        try {
            for (Map.Entry<String, Path> one : named.entrySet()) {
                opened.add(TokenizerFile.open(one.getKey(), one.getValue(), Optional.ofNullable(llamaLib)));
            }
            TokenCosts costs = TokenCount.of(opened, texts);
            Path page = TokenPage.write(costs, "Text of %d languages in %s".formatted(costs.costs().size(), text.toAbsolutePath().normalize().getFileName()), out);
            PrintWriter results = command.commandLine().getOut();
            results.print(TokenPage.summary(costs));
            results.println(page.toAbsolutePath());
            results.flush();
        } finally {
            opened.forEach(TokenizerFile::close);
        }
        return 0;
    }

    /// Tokenizers by name: the one given, or the file's without its ending.
    private Map<String, Path> named() {
        Map<String, Path> named = new LinkedHashMap<>();
        for (String one : tokenizers) {
            int equals = one.indexOf('=');
            Path file = Path.of(one.substring(equals + 1));
            String name = equals > 0 ? one.substring(0, equals) : file.getFileName().toString().replaceFirst("\\.(?i:gguf|model)$", "");
            if (equals == 0 || one.substring(equals + 1).isEmpty()) {
                throw new IllegalArgumentException("'" + one + "' names no tokenizer; --tokenizer NAME=FILE.gguf does");
            }
            if (named.putIfAbsent(name, file) != null) {
                throw new IllegalArgumentException("two tokenizers are called '" + name + "'; name them: --tokenizer NAME=FILE");
            }
        }
        return named;
    }
}
