package dev.glossa.reports.page;

import dev.glossa.harness.Language;
import dev.glossa.reports.Csv;
import dev.glossa.reports.Folder;
import dev.glossa.reports.Printed;
import dev.glossa.reports.Visible;
import dev.glossa.reports.chart.Chart;
import dev.glossa.reports.chart.TokenizerChart;
import dev.glossa.reports.tokens.TokenCosts;
import dev.glossa.reports.tokens.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// What text costs in tokens, in print: `index.html`, `tokens.csv`, `tokenizers.csv`, `tokens.md` and Figure 3's chart.
///
/// @param text       where the text is from, in words
/// @param tokenizers as heads of columns
/// @param chart      the picture
public record TokenPage(String text, List<Tokenizer> tokenizers, ReportPage.Picture chart, List<Row> scripts, List<Row> languages) {
    /// @param detail what stands under the name
    public record Row(String name, String detail, List<Entry> entries) {}

    /// @param note the premium over English; empty for a script and where there is none
    public record Entry(String value, String note, String sort) {}

    /// Writes the report.
    ///
    /// @param text where the text is from
    /// @return the page's path
    public static Path write(TokenCosts costs, String text, Path out) {
        Folder folder = new Folder(out);
        List<TokenCosts.Script> scripts = costs.scripts();
        Chart chart = TokenizerChart.of("tokens-per-character", names(costs), scripts.stream().map(script -> new TokenizerChart.Script(
                script.name(), script.members().size(), each(costs).mapToObj(t -> OptionalDouble.of(script.perCharacter(t))).toList())).toList());
        chart.write(folder.in("charts"));
        TokenPage page = new TokenPage(Visible.line(text, 200), costs.tokenizers().stream().map(t -> new Tokenizer(Visible.line(t.name(), 60),
                Visible.line(t.digest()), Visible.line(t.kind()), t.size())).toList(),
                new ReportPage.Picture(chart.name(), chart.title(), chart.alt(), chart.width(), chart.height()),
                scripts.stream().map(script -> row(costs, script)).toList(), costs.costs().stream().map(cost -> row(costs, cost)).toList());
        folder.text("tokens.csv", csv(costs, scripts));
        folder.text("tokenizers.csv", tokenizers(costs));
        folder.text("tokens.md", page.markdown());
        folder.text("index.html", Site.html(page));
        return out.resolve("index.html");
    }

    /// The table by script as Markdown.
    public static String summary(TokenCosts costs) {
        return table("script", costs.tokenizers(), costs.scripts().stream().map(script -> row(costs, script)).toList());
    }

    private static List<String> names(TokenCosts costs) {
        return costs.tokenizers().stream().map(Tokenizer::name).toList();
    }

    private static IntStream each(TokenCosts costs) {
        return IntStream.range(0, costs.tokenizers().size());
    }

    private static Row row(TokenCosts costs, TokenCosts.Script script) {
        int count = script.members().size();
        return new Row(script.name(), count + (count == 1 ? " language" : " languages"),
                each(costs).mapToObj(t -> new Entry(Printed.number(script.perCharacter(t), 2), "", Double.toString(script.perCharacter(t)))).toList());
    }

    private static Row row(TokenCosts costs, TokenCosts.Cost cost) {
        Language language = cost.language();
        return new Row(Visible.line(language.name()), language.code() + ", " + language.script(), each(costs).mapToObj(t -> {
            OptionalDouble premium = costs.premium(cost, t);
            return new Entry(Printed.number(cost.perCharacter(t), 2),
                    premium.isPresent() ? Printed.number(premium.getAsDouble(), 2) + " × English" : "", Double.toString(cost.perCharacter(t)));
        }).toList());
    }

    private static String csv(TokenCosts costs, List<TokenCosts.Script> scripts) {
        Csv csv = new Csv(List.of("group_kind", "group", "script", "languages", "tokenizer", "lines", "characters", "tokens", "tokens_per_character", "premium_over_english"));
        for (TokenCosts.Script script : scripts) {
            each(costs).forEach(t -> csv.row("script", script.script(), script.script(), script.members().size(), names(costs).get(t), "", "", "",
                    script.perCharacter(t), OptionalDouble.empty()));
        }
        for (TokenCosts.Cost cost : costs.costs()) {
            each(costs).forEach(t -> csv.row("language", cost.language().code(), cost.language().script(), 1, names(costs).get(t), cost.lines(),
                    cost.characters(), cost.tokens().get(t), cost.perCharacter(t), costs.premium(cost, t)));
        }
        return csv.toString();
    }

    private static String tokenizers(TokenCosts costs) {
        Csv csv = new Csv(List.of("tokenizer", "sha256", "engine", "vocabulary"));
        costs.tokenizers().forEach(t -> csv.row(t.name(), t.digest(), t.kind(), t.size()));
        return csv.toString();
    }

    private String markdown() {
        return "# Tokens per character\n\n" + text + ". Lower is better; special tokens are not counted.\n\n" + table("script", tokenizers, scripts)
                + "\n" + table("language", tokenizers, languages);
    }

    private static String table(String first, List<Tokenizer> tokenizers, List<Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("| " + first + " | | " + String.join(" | ", tokenizers.stream().map(t -> cell(t.name())).toList()) + " |");
        lines.add("|---|---|" + "---:|".repeat(tokenizers.size()));
        for (Row row : rows) {
            lines.add("| " + cell(row.name()) + " | " + row.detail() + " | "
                    + String.join(" | ", row.entries().stream().map(e -> e.value() + (e.note().isEmpty() ? "" : " (" + e.note() + ")")).toList()) + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }
}
