package dev.glossa.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Completion.Usage;
import dev.glossa.harness.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
        // 100 tokens an answer: twenty of them.
        int paid = model.asked.size();
        assertThat(paid).isEqualTo(20);
        assertThat(Files.readAllLines(folder.resolve("run/completions.jsonl"))).hasSize(paid);
        assertThatThrownBy(() -> ask(model, new Spending(Spending.Limit.parse("2_000 tokens"), Optional.empty()))).isInstanceOf(Concurrently.Stop.class);
        assertThat(model.asked).hasSize(paid);
        AskStage.Summary summary = ask(model, new Spending(Spending.Limit.parse("0.0061Mtokens"), Optional.empty()));
        assertThat(summary.kept()).isEqualTo(paid);
        assertThat(model.asked.stream().map(Request::key).distinct()).hasSize(60).hasSameSizeAs(model.asked);
    }

    /// Sixty-four at once that wait for each other, as long as they may: a wave that all goes before the first answer is seen.
    private static Backend wave(Fixture.Model model, int atOnce) {
        CountDownLatch all = new CountDownLatch(atOnce);
        return new Backend() {
            @Override
            public Identity identity() {
                return model.identity();
            }

            @Override
            public int parallelism() {
                return atOnce;
            }

            @Override
            public Completion complete(Request request) throws InterruptedException {
                all.countDown();
                all.await(model.asked.isEmpty() ? 300 : 5, TimeUnit.MILLISECONDS);
                return model.complete(request);
            }

            @Override
            public void close() {}
        };
    }

    @ParameterizedTest
    @CsvSource({"150, 1", "1550, 15", "99, 1"})
    void theFirstWaveIsNotPaidBeforeAnybodyKnowsWhatItCosts(int limit, int answers) throws Exception {
        Fixture.Model model = model();
        TaskRun task = Fixture.run(new Fixture.Toy(50, "am", "km"));
        Spending spending = new Spending(Spending.Limit.parse(limit + "tokens"), Optional.empty());
        try (RunDirectory directory = RunDirectory.create(folder.resolve("run"), Fixture.manifest(task))) {
            assertThatThrownBy(() -> AskStage.run(directory, spending.around(wave(model, 64)), List.of(task), false, Progress.SILENT))
                    .isInstanceOf(Concurrently.Stop.class).hasMessageContaining("one more may take 100 tokens");
        }
        assertThat(model.asked).hasSize(answers);
    }

    /// One answer in five costs ten times the others, as where a model thinks now and then.
    @Test
    void anAnswerInFlightIsReckonedAtTheDearestSoFar() throws Exception {
        Fixture.Model model = new Fixture.Model(request -> new Completion.Text("ሰላም", FinishReason.STOP, Optional.empty(),
                Usage.of(0, request.key().sample().matches(".*[05]") ? 1000 : 100), List.of()));
        long[] cost = {0};
        assertThatThrownBy(() -> ask(model, new Spending(Spending.Limit.parse("9000tokens"), Optional.empty()))).isInstanceOf(Concurrently.Stop.class);
        Files.readAllLines(folder.resolve("run/completions.jsonl")).forEach(line -> cost[0] += CompletionRecord.parse(line, "line").completion() instanceof Completion.Text text
                ? text.usage().completionTokens().orElseThrow() : 0);
        // Four in flight may turn out dear before one is known to be; afterwards nothing passes the limit.
        assertThat(cost[0]).isBetween(8000L, 9000L);
    }

    @Test
    void whatWaitsForAPriceGoesOnWhereTheFirstAnswerFails() throws Exception {
        Fixture.Model model = new Fixture.Model(request -> request.key().sample().matches(".*000[1-7]") ? new Completion.Failed("HTTP 500")
                : new Completion.Text("ሰላም", FinishReason.STOP, Optional.empty(), Usage.of(90, 10), List.of()));
        AskStage.Summary summary = ask(model, new Spending(Spending.Limit.parse("1Mtokens"), Optional.empty()));
        assertThat(model.asked).hasSize(60);
        assertThat(summary.kept()).isZero();
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
