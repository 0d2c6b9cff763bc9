package dev.glossa.reports.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Key;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.run.Journal;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.reports.Questions;
import dev.glossa.reports.Reading;
import dev.glossa.reports.Run;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Cell;
import dev.glossa.reports.aggregate.Group;
import dev.glossa.reports.page.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeHealthTest {
    @TempDir
    Path folder;

    /// The judge reads Amharic well, rates an empty Khmer answer highly, and gives no readable reply in Urdu.
    private final List<ScoreRecord> records = new ArrayList<>();

    @Test
    void aCanaryRatedWronglyFlagsEveryNumberOfThatJudgeThereAndNoOther() throws Exception {
        Path one = run("one", "gpt-x@1", "mdolly", "marenahard");
        Path other = run("other", "gpt-y@2", "mdolly");
        Reading reading = reading(one, other);
        assertThat(reading.health().judges()).containsExactly("gpt-x@1", "gpt-y@2");
        // In the second run the judge saw no canary at all, and marenahard has none of its own.
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        reading.health().rows().forEach(row -> verdicts.put(row.judge() + " " + row.language().code(), row.verdict()));
        assertThat(verdicts).containsEntry("gpt-x@1 am", Verdict.FINE).containsEntry("gpt-x@1 km", Verdict.FLAGGED)
                .containsEntry("gpt-x@1 ur", Verdict.WATCH).containsEntry("gpt-y@2 km", Verdict.UNKNOWN);
        List<Cell> cells = reading.scores().tables().stream().flatMap(table -> Aggregate.of(table, dev.glossa.harness.Languages.bundled(), Aggregate.Options.DEFAULT).stream())
                .flatMap(aggregate -> aggregate.cells().stream()).toList();
        assertThat(cells).filteredOn(cell -> cell.group().kind() == Group.Kind.LANGUAGE && !cell.flagged().isEmpty())
                .extracting(cell -> cell.benchmark() + " " + cell.group().name() + " " + cell.model())
                .containsExactlyInAnyOrder("mdolly km one", "marenahard km one");
        assertThat(cells).filteredOn(cell -> cell.group().name().equals(Group.HEADLINE) && cell.model().equals("one"))
                .allSatisfy(cell -> assertThat(cell.flagged().values()).containsExactly("an empty answer got 0.9"));
    }

    @Test
    void eachJudgeOfAJuryHasItsOwnHealth() throws Exception {
        Path run = run("one", "a,b", "mdolly");
        records.clear();
        for (String language : List.of("am", "km")) {
            add("mdolly", language, 1, "@a", Score.Scored.mean(0.4, ""));
            add("mdolly", language, 1, "canary:empty/@a", Score.Scored.mean(language.equals("am") ? 0.8 : 0, ""));
            add("mdolly", language, 1, "canary:empty/@b", Score.Scored.mean(0.1, ""));
        }
        try (RunDirectory directory = RunDirectory.open(run); Journal<ScoreRecord> scores = directory.scores()) {
            records.forEach(record -> scores.append(new ScoreRecord(record.key(), record.metric(), record.score(), false, Map.of(), Map.of(), record.signature() + "a,b")));
        }
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        reading(run).health().rows().forEach(row -> verdicts.put(row.judge() + " " + row.language().code(), row.verdict()));
        assertThat(verdicts).containsEntry("a,b km", Verdict.FLAGGED).containsEntry("a am", Verdict.FLAGGED).containsEntry("a km", Verdict.FINE).containsEntry("b am", Verdict.FINE);
    }

    /// A merged run's lines stand by key, a run's own as they were scored.
    @Test
    void theOrderOfTheJournalChangesNoWord() throws Exception {
        run("one", "gpt-x@1", "mdolly");
        for (int item = 1; item <= 3; item++) {
            add("mdolly", "km", item, "canary:empty", Score.Scored.mean(1 - item / 10.0, ""));
            add("mdolly", "am", item, "canary:repeat", Score.Scored.mean(item / 3.0, ""));
        }
        write(folder.resolve("forth"), "one", "gpt-x@1", List.of("mdolly"));
        java.util.Collections.reverse(records);
        write(folder.resolve("back"), "one", "gpt-x@1", List.of("mdolly"));
        JudgeHealth.Row forth = row(reading(folder.resolve("forth")), "km");
        assertThat(forth.mistakes()).hasSizeGreaterThan(2);
        assertThat(row(reading(folder.resolve("back")), "km").mistakes()).filteredOn(word -> !word.contains("0.9")).isEqualTo(
                forth.mistakes().stream().filter(word -> !word.contains("0.9")).toList());
    }

    @Test
    void canariesMoveNoMeanAndNoCount() throws Exception {
        Path with = run("with", "gpt-x@1", "mdolly");
        records.removeIf(record -> !record.key().role().isEmpty());
        Path without = folder.resolve("without");
        write(without, "with", "gpt-x@1", List.of("mdolly"));
        Aggregate a = Aggregate.of(reading(with).scores().tables().getFirst(), dev.glossa.harness.Languages.bundled(), Aggregate.Options.DEFAULT).getFirst();
        Aggregate b = Aggregate.of(reading(without).scores().tables().getFirst(), dev.glossa.harness.Languages.bundled(), Aggregate.Options.DEFAULT).getFirst();
        for (int i = 0; i < a.cells().size(); i++) {
            assertThat(a.cells().get(i).value()).isEqualTo(b.cells().get(i).value());
            assertThat(a.cells().get(i).counts()).isEqualTo(b.cells().get(i).counts());
        }
        assertThat(a.cells()).hasSameSizeAs(b.cells());
    }

    @Test
    void unreadableRepliesAndSecondRatingsAreCounted() throws Exception {
        Reading reading = reading(run("one", "gpt-x@1", "mdolly"));
        JudgeHealth.Row urdu = row(reading, "ur");
        assertThat(urdu.judged()).isEqualTo(4);
        assertThat(urdu.unparsed()).isEqualTo(4);
        assertThat(Verdict.concerns(urdu)).containsExactly("100 % of its replies cannot be read", "2 canaries have no score");
        JudgeHealth.Repeats twice = row(reading, "am").repeats();
        assertThat(twice.pairs()).isEqualTo(2);
        assertThat(twice.same()).isEqualTo(1);
        assertThat(twice.difference()).isCloseTo(0.05, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void agreementWithPeopleIsOfTheAnswersThatTheyLabelled() throws Exception {
        Path run = run("one", "gpt-x@1", "mdolly");
        Path labels = folder.resolve("labels.csv");
        Files.writeString(labels, "\uFEFFid,model,metric,score,your_score,comment\r\nmdolly/am/0001,one,rubric,20,10,ጥሩ አይደለም\r\nmdolly/am/0002,one,rubric,40,\"35,5\",\r\n"
                + "mdolly/am/0003,,,60,90 %,\r\nmdolly/am/0003,one,rubric,60,70,\r\nmdolly/am/0004,one,,80,,\r\nmdolly/am/0004,two,,80,5,\r\n");
        Labels read = Labels.read(labels, "one");
        assertThat(read.size()).isEqualTo(4);
        assertThat(read.others()).isEqualTo(1);
        assertThat(read.of(new Key("mdolly/am/0003", 0, ""), RUBRIC)).contains(0.7);
        assertThat(read.of(new Key("mdolly/am/0003", 0, ""), metric("label", true, false))).contains(0.9);
        Files.writeString(run.resolve("labels.csv"), read.csv());
        PeopleAgreement people = row(reading(run), "am").people().get("rubric");
        assertThat(people.answers()).isEqualTo(3);
        assertThat(people.correlation().orElseThrow()).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(people.difference()).isCloseTo((0.1 + 0.045 + 0.1) / 3, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(row(reading(run), "km").people()).isEmpty();
    }

    /// One reply of a judge says whether an answer is safe and whether it is invalid, and another who won: people's word that the
    /// answer is good is about the first alone, and the reply is one.
    @Test
    void peoplesLabelsAreHeldAgainstTheMetricThatTheyAreAbout() throws Exception {
        StringBuilder plain = new StringBuilder("id,label\n");
        StringBuilder rated = new StringBuilder("id,rating\n");
        StringBuilder named = new StringBuilder("id,label,metric\n");
        for (int i = 1; i <= 10; i++) {
            plain.append("multijail/sw/").append(SampleId.row(i)).append(',').append(i % 2).append('\n');
            rated.append("multijail/sw/").append(SampleId.row(i)).append(',').append(1 + 6 * (i % 2)).append('\n');
            named.append("multijail/sw/").append(SampleId.row(i)).append(',').append(i % 2).append(",invalid\n");
        }
        JudgeHealth.Row row = labelled(plain);
        assertThat(row.people().keySet()).containsExactly("label", "rubric");
        assertThat(row.people().get("label")).isEqualTo(new PeopleAgreement(10, java.util.OptionalDouble.of(1), 0, 0));
        // Ten replies with a label and an `invalid` each, ten ratings and ten comparisons.
        assertThat(row.judged()).isEqualTo(30);
        assertThat(row.unparsed()).isZero();
        assertThat(labelled(rated).people().keySet()).containsExactly("rubric");
        assertThat(labelled(named).people().keySet()).containsExactly("invalid");
        assertThat(Verdict.concerns(row)).containsExactly("its ranks and people's correlate with -1.00 in rubric");
    }

    private JudgeHealth.Row labelled(CharSequence table) throws Exception {
        Map<String, Metric> metrics = Map.of("label", metric("label", true, false), "invalid", metric("invalid", false, false),
                "win-rate", metric("win-rate", true, true), "rubric", metric("rubric", true, false));
        HealthBuilder health = new HealthBuilder(metrics::get, List.of(Labels.read(Files.writeString(folder.resolve("labels.csv"), table), "one")));
        metrics.keySet().forEach(name -> health.declare(name, "benchmark:multijail|metric:" + name + "|judge:j@abc|jprompt:" + name.replace("invalid", "label")));
        for (int i = 1; i <= 10; i++) {
            SampleId id = new SampleId("multijail", "sw", SampleId.row(i));
            Map<String, Integer> scores = Map.of("label", i % 2, "invalid", 0, "win-rate", 1, "rubric", 1 - i % 2);
            scores.forEach((name, value) -> health.add(0, id, new ScoreRecord(Key.of(id), name, Score.Scored.mean(value, ""), false, Map.of(), Map.of(), name)));
        }
        return health.build(dev.glossa.harness.Languages.bundled()).rows().getFirst();
    }

    @Test
    void aTableOfLabelsThatCannotBeReadSaysWhereAndWhatWouldDo() throws Exception {
        Path labels = folder.resolve("labels.csv");
        Files.writeString(labels, "id,lable\nmdolly/am/0001,1\n");
        assertThatThrownBy(() -> Labels.read(labels, "one")).hasMessageContaining("did you mean label?");
        Files.writeString(labels, "id,rating\nmdolly/am/0001,7\nmdolly/am/0002,8\n");
        assertThatThrownBy(() -> Labels.read(labels, "one")).hasMessageEndingWith("labels.csv, line 3, rating: a number from 1 to 7 would do; there is '8'");
        Files.writeString(labels, "id,label\nnothing,0.5\n");
        assertThatThrownBy(() -> Labels.read(labels, "one")).hasMessageContaining("labels.csv, line 2: ");
        assertThatThrownBy(() -> Labels.read(folder.resolve("none.csv"), "one")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePageFlagsTheNumbersAndTellsWhatTheVerdictsRestOn() throws Exception {
        Path run = run("one", "<b>judge</b>@1", "mdolly");
        Path page = Report.write(Run.open(List.of(run)), _ -> RUBRIC, dev.glossa.harness.Languages.bundled(), Questions.NONE, folder.resolve("report"), Report.Options.DEFAULT);
        String html = Files.readString(page);
        assertThat(html).contains("Can the judges be believed?", "flagged in 1, to be watched in 1, fine in 1 of 3 languages", "an empty answer got 0.9", "judge flagged")
                .doesNotContain("<b>judge</b>");
        assertThat(Files.readString(folder.resolve("report/judge-health.csv"))).contains("km,flagged,2,1,0,4,0,");
        assertThat(Files.readString(folder.resolve("report/scores.md"))).contains("⚠ judge flagged", "Can the judges be believed?");
    }

    private static JudgeHealth.Row row(Reading reading, String language) {
        return reading.health().rows().stream().filter(row -> row.language().code().equals(language)).findFirst().orElseThrow();
    }

    private static Reading reading(Path... runs) {
        return Reading.of(Run.open(List.of(runs)), _ -> RUBRIC, dev.glossa.harness.Languages.bundled(), (_, _, _) -> { });
    }

    private Path run(String name, String judge, String... benchmarks) throws Exception {
        records.clear();
        for (String benchmark : benchmarks) {
            boolean canaries = benchmark.equals("mdolly") && !judge.equals("gpt-y@2");
            for (String language : List.of("am", "km", "ur")) {
                for (int i = 1; i <= 4; i++) {
                    add(benchmark, language, i, "", language.equals("ur") ? new Score.Unparsed("no JSON object") : Score.Scored.mean(i / 5.0, ""));
                }
                if (canaries) {
                    boolean silent = language.equals("ur");
                    add(benchmark, language, 1, "canary:empty", silent ? new Score.Unparsed("no JSON object") : Score.Scored.mean(language.equals("km") ? 0.9 : 0, ""));
                    add(benchmark, language, 1, "canary:good", silent ? new Score.Unparsed("no JSON object") : Score.Scored.mean(1, ""));
                }
                if (canaries && language.equals("am")) {
                    add(benchmark, language, 1, "canary:repeat", Score.Scored.mean(0.2, ""));
                    add(benchmark, language, 2, "canary:repeat", Score.Scored.mean(0.5, ""));
                }
            }
        }
        Path run = folder.resolve(name);
        write(run, name, judge, List.of(benchmarks));
        return run;
    }

    private void add(String benchmark, String language, int item, String role, Score score) {
        records.add(new ScoreRecord(Key.of(new SampleId(benchmark, language, SampleId.row(item))).as(role), "rubric", score, false, Map.of(), Map.of(), benchmark));
    }

    private void write(Path run, String name, String judge, List<String> benchmarks) throws Exception {
        Map<String, Map<String, String>> languages = new LinkedHashMap<>();
        List.of("am", "km", "ur").forEach(language -> languages.put(language, Map.of()));
        List<Manifest.TaskEntry> tasks = benchmarks.stream()
                .map(benchmark -> new Manifest.TaskEntry(benchmark, "data:" + benchmark, Map.of(), List.of("rubric"), List.of(), languages)).toList();
        Manifest manifest = new Manifest(1, name, new Backend.Identity(name, Optional.empty(), Map.of()), tasks, OptionalInt.empty(), 0, "1/1", 1, LocalDate.of(2026, 2, 21), Map.of());
        try (RunDirectory directory = RunDirectory.create(run, manifest); Journal<ScoreRecord> scores = directory.scores()) {
            // Signatures differ by judge; ids are as unique as digests are.
            records.forEach(record -> scores.append(new ScoreRecord(record.key(), record.metric(), record.score(), false, Map.of(), Map.of(), record.signature() + judge)));
        }
        Files.writeString(run.resolve("scoring.json"), "{\"entries\":[" + String.join(",", benchmarks.stream().map(benchmark ->
                "{\"id\":\"%s\",\"benchmark\":\"%s\",\"metric\":\"rubric\",\"signature\":\"data:%s|judge:%s\"}".formatted(benchmark + judge, benchmark, benchmark, judge)).toList()) + "]}\n");
    }

    private static Metric metric(String name, boolean ascending, boolean compares) {
        return new Metric() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Scale scale() {
                return Scale.PROPORTION;
            }

            @Override
            public boolean ascending() {
                return ascending;
            }

            @Override
            public boolean compares() {
                return compares;
            }

            @Override
            public boolean reads(Sample sample) {
                return true;
            }

            @Override
            public Map<String, String> misjudged(Map<String, Score> canaries) {
                assertThat(canaries).doesNotContainKey("repeat");
                return canaries.get("empty") instanceof Score.Scored scored && scored.value() > 0.5 ? Map.of("empty", "an empty answer got " + scored.value()) : Map.of();
            }

            @Override
            public Scorer scorer(Resources resources) {
                throw new IllegalStateException("read only");
            }
        };
    }

    private static final Metric RUBRIC = metric("rubric", true, false);
}
