package dev.glossa.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Completion.Usage;
import dev.glossa.harness.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SpendingTest {
    @TempDir
    Path folder;

    private Fixture.Model model() {
        return new Fixture.Model(_ -> new Completion.Text("ሰላም", FinishReason.STOP, Optional.empty(), Usage.of(90, 10), List.of()));
    }

    private Path prices(String text) throws Exception {
        return Files.writeString(folder.resolve("prices.csv"), text);
    }

    private AskStage.Summary ask(Fixture.Model model, Spending spending) throws Exception {
        TaskRun task = Fixture.run(new Fixture.Toy(30, "am", "km"));
        try (RunDirectory directory = RunDirectory.create(folder.resolve("run"), Fixture.manifest(task))) {
            directory.readCompletions(record -> spending.count("fake", record.completion()));
            return AskStage.run(directory, spending.around(model), List.of(task), false, Progress.SILENT);
        }
    }

    @Test
    void aRunStopsAtItsLimitKeepsWhatItPaidForAndGoesOnUnderAHigherOne() throws Exception {
        Fixture.Model model = model();
        assertThatThrownBy(() -> ask(model, new Spending(Spending.Limit.parse("2000tokens"), Optional.empty())))
                .hasMessageContaining("the spending limit of 2,000 tokens is reached").hasMessageContaining("under a higher --spend-limit");
        // 100 tokens an answer: twenty of them, and what four in flight at the beginning took before a mean was known.
        int paid = model.asked.size();
        assertThat(paid).isBetween(20, 20 + model.parallelism());
        assertThat(Files.readAllLines(folder.resolve("run/completions.jsonl"))).hasSize(paid);
        assertThatThrownBy(() -> ask(model, new Spending(Spending.Limit.parse("2_000 tokens"), Optional.empty()))).isInstanceOf(Concurrently.Stop.class);
        assertThat(model.asked).hasSize(paid);
        AskStage.Summary summary = ask(model, new Spending(Spending.Limit.parse("0.0061Mtokens"), Optional.empty()));
        assertThat(summary.kept()).isEqualTo(paid);
        assertThat(model.asked.stream().map(Request::key).distinct()).hasSize(60).hasSameSizeAs(model.asked);
    }

    @Test
    void moneyIsReckonedByTheModelsPrice() throws Exception {
        Fixture.Model model = model();
        Prices prices = Prices.read(prices("model,input,output,currency\nother,1,1,EUR\nfake,10,1000,EUR\n"));
        // 90 × 10 + 10 × 1000 per million: 0.0109 EUR an answer.
        assertThatThrownBy(() -> ask(model, new Spending(Spending.Limit.parse("0.22"), Optional.of(prices))))
                .hasMessageContaining("0.22 EUR is reached").hasMessageContaining("0.22 EUR for 20 answers (1,800 tokens read, 200 written)");
    }

    @Test
    void aModelThatCountsNothingCannotBeLimited() {
        Fixture.Model model = new Fixture.Model(_ -> Fixture.text("ሰላም"));
        assertThatThrownBy(() -> ask(model, new Spending(Spending.Limit.parse("2000tokens"), Optional.empty())))
                .hasMessageContaining("fake does not say how many tokens an answer took");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "lots", "NaN", "1e999", "tokens", "Mtokens", "3 dollars"})
    void aLimitThatCannotBeKeptIsRefused(String text) {
        assertThatThrownBy(() -> Spending.Limit.parse(text)).hasMessageContaining("12.50 (money, with --prices) or 2.5Mtokens would do");
    }

    @Test
    void moneyWithoutPricesIsRefused() {
        assertThatThrownBy(() -> new Spending(Spending.Limit.parse("5"), Optional.empty())).hasMessageContaining("needs --prices FILE");
    }

    @Test
    void theLongestNameThatFitsGivesThePrice() throws Exception {
        Prices prices = Prices.read(prices("model,input,output\ncommand-*,2,20\ncommand-a-*,3,30\ncommand-a-ሀ,4,40\n"));
        assertThat(prices.of("command-r").of(1_000_000, 100_000)).isCloseTo(4, within(1e-12));
        assertThat(prices.of("command-a-1").input()).isEqualTo(3);
        assertThat(prices.of("command-a-ሀ").input()).isEqualTo(4);
        assertThat(prices.currency()).isEqualTo("USD");
        assertThatThrownBy(() -> prices.of("comand-a")).hasMessageContaining("no price of 'comand-a'").hasMessageContaining("add a line comand-a,INPUT,OUTPUT");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "model,input | the columns model,input,output",
        "model,input,output\\na,x,1 | line 2, input: 'x' is no price",
        "model,input,output\\na,1,-1 | output: '-1' is no price",
        "model,input,output\\na,1,1\\na,2,2 | 'a' stands there twice",
        "model,input,output\\n,1,1 | no model",
        "model,input,output\\na,1 | 2 cells under 3 columns",
        "model,input,output,currency\\na,1,1,EUR\\nb,1,1,USD | USD after EUR",
        "model,input,output | holds no price"})
    void aTableThatCannotBeReadSaysWhere(String text, String message) {
        assertThatThrownBy(() -> Prices.read(prices(text.replace("\\n", "\n")))).hasMessageContaining("prices.csv").hasMessageContaining(message);
    }
}
