package dev.glossa.runner;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Region;
import dev.glossa.harness.io.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Prints the language table.
@Command(name = "languages", mixinStandardHelpOptions = true,
        description = "Print the languages: code, name, script, region, web presence, and the codes that data sets use.")
final class LanguagesCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(arity = "0..1", paramLabel = "SEL", defaultValue = "all",
            description = "Which: codes in any spelling, region:africa, bin:5, script:Deva, paper, focus, all, minus -xx. All by default.")
    String selector;

    @Option(names = "--json", description = "As JSON, with every column.")
    boolean json;

    @Option(names = "--languages-file", paramLabel = "FILE", description = "CSV of languages laid over the built-in table.")
    Path file;

    @Override
    public Integer call() {
        Languages table = file == null ? Languages.bundled() : Languages.bundled().overlaid(file);
        List<Language> languages = Usage.of(command, () -> table.select(selector, Optional.empty()));
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            ArrayNode rows = Json.MAPPER.createArrayNode();
            languages.forEach(language -> rows.add(row(language)));
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(rows));
        } else {
            out.println("code\tiso639_3\tname\tscript\tregion\tpages\tbin\town name");
            for (Language language : languages) {
                out.println(String.join("\t", language.code(), language.iso639_3(), language.name(), language.script(),
                        language.region().map(Region::name).orElse("-"),
                        language.webPages().isPresent() ? Long.toString(language.webPages().getAsLong()) : "-",
                        language.bin().isPresent() ? Integer.toString(language.bin().getAsInt()) : "-",
                        language.ownName()));
            }
        }
        out.flush();
        return 0;
    }

    private static ObjectNode row(Language language) {
        ObjectNode row = Json.object().put("code", language.code()).put("iso639_3", language.iso639_3())
                .put("name", language.name()).put("own_name", language.ownName())
                .put("direction", language.rightToLeft() ? "rtl" : "ltr").put("script", language.script());
        language.region().ifPresent(region -> row.put("region", region.name()));
        language.webPages().ifPresent(pages -> row.put("web_pages", pages).put("crawl", Languages.CRAWL));
        language.bin().ifPresent(bin -> row.put("bin", bin));
        row.put("focus", language.focus());
        language.varietyOf().ifPresent(of -> row.put("variety_of", of));
        language.aliases().forEach(row.withArray("aliases")::add);
        new TreeMap<>(language.codes()).forEach(row.withObject("/codes")::put);
        language.paper().stream().sorted().forEach(row.withArray("paper")::add);
        return row;
    }
}
