package dev.glossa.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Language;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
    /// Subjects of very different sizes, as Global-MMLU's are, one of them of one item.
    private static final Map<String, Integer> SIZES = new LinkedHashMap<>(Map.of("ህክምና", 1, "law", 153, "សិល្បៈ", 10, "فلسفہ", 31, "😀", 78, "history", 11));
    private static final int ALL = SIZES.values().stream().mapToInt(i -> i).sum();

    /// A task with the same items in every language, each language's rows in an order of their own.
    private record Subjects(Optional<String> strata) implements Task {
        @Override
        public String name() {
            return "subjects";
        }

        @Override
        public List<Language> languages() {
            return Stream.of("sw", "am", "km", "ur").map(Fixture.LANGUAGES::get).toList();
        }

        @Override
        public Stream<Question> questions(Language language) {
            List<Question> questions = new ArrayList<>();
            SIZES.forEach((subject, size) -> {
                for (int i = 0; i < size; i++) {
                    Sample sample = new Sample("subjects", language, subject + "/test/" + i, "?", new Target.Open(), Map.of("subject", subject));
                    questions.add(new Question(sample, new Prompt.Generation(Prompt.user("?"), Decoding.greedy(8))));
                }
            });
            Collections.shuffle(questions, new Random(language.code().hashCode()));
            return questions.stream();
        }

        @Override
        public List<String> metrics() {
            return List.of("length");
        }

        @Override
        public Signature signature() {
            return Signature.parse("benchmark:subjects|rev:1");
        }

        @Override
        public Map<String, String> digests(Language language) {
            return Map.of();
        }
    }

    private static TaskRun run(Optional<String> strata, int limit, long seed) {
        Task task = new Subjects(strata);
        return TaskRun.of(task, task.languages(), new Selection(OptionalInt.of(limit), seed, Selection.Shard.WHOLE), 1);
    }

    /// Language code to the items that a run asks.
    private static Map<String, Set<String>> asked(TaskRun run) {
        Map<String, Set<String>> asked = new LinkedHashMap<>();
        try (TaskRun.Askings askings = run.askings()) {
            while (askings.hasNext()) {
                Sample sample = askings.next().question().sample();
                asked.computeIfAbsent(sample.language().code(), _ -> new HashSet<>()).add(sample.item());
            }
        }
        return asked;
    }

    private static Set<String> one(Map<String, Set<String>> asked) {
        Set<Set<String>> different = new LinkedHashSet<>(asked.values());
        assertThat(asked).hasSize(4);
        assertThat(different).hasSize(1);
        return different.iterator().next();
    }

    @Test
    void everySubjectGetsItsShareAndEveryLanguageTheSameItems() {
        for (int limit = 1; limit < ALL; limit++) {
            Set<String> items = one(asked(run(Optional.of("subject"), limit, 3)));
            assertThat(items).hasSize(limit);
            for (Map.Entry<String, Integer> subject : SIZES.entrySet()) {
                long got = items.stream().filter(item -> item.startsWith(subject.getKey() + "/")).count();
                double share = (double) limit * subject.getValue() / ALL;
                assertThat((double) got).as("%s of %d", subject, limit).isBetween(Math.floor(share), Math.ceil(share));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLargerLimitKeepsWhatASmallerOneKept(boolean stratified) {
        Optional<String> strata = stratified ? Optional.of("subject") : Optional.empty();
        Set<String> smaller = Set.of();
        for (int limit = 1; limit <= ALL; limit++) {
            Set<String> items = one(asked(run(strata, limit, 0)));
            assertThat(items).containsAll(smaller);
            smaller = items;
        }
        assertThat(smaller).hasSize(ALL);
    }

    @Test
    void anotherSeedChoosesOthersAndTheSameSeedTheSame() {
        Set<String> items = one(asked(run(Optional.of("subject"), 40, 1)));
        assertThat(one(asked(run(Optional.of("subject"), 40, 1)))).isEqualTo(items);
        assertThat(one(asked(run(Optional.of("subject"), 40, 2)))).isNotEqualTo(items);
    }

    @Test
    void sharesStayWithinOneOfProportionalAndNeverShrink() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            long[] sizes = random.longs(1 + random.nextInt(60), 1, 2 + random.nextInt(300)).toArray();
            long all = Arrays.stream(sizes).sum();
            int[] before = new int[sizes.length];
            for (int places = 1; places <= Math.min(all, 400); places += 1 + random.nextInt(3)) {
                int[] shares = Shares.of(places, sizes);
                assertThat(Arrays.stream(shares).sum()).isEqualTo(places);
                for (int i = 0; i < sizes.length; i++) {
                    assertThat(shares[i]).isGreaterThanOrEqualTo(before[i])
                            .isBetween((int) (sizes[i] * places / all), (int) ((sizes[i] * places + all - 1) / all));
                }
                before = shares;
            }
        }
    }

    @Test
    void aSampleWithoutTheAttributeIsInAStratumApart() {
        assertThat(one(asked(run(Optional.of("no_such_attribute"), 12, 0)))).isEqualTo(one(asked(run(Optional.empty(), 12, 0))));
    }

    @Test
    void theSignatureTellsTheRuleWhereItLeavesItemsOut() {
        TaskRun limited = run(Optional.of("subject"), 12, -4);
        assertThat(limited.task().signature()).hasToString("benchmark:subjects|rev:1|items:12 by subject, seed -4");
        assertThat(run(Optional.empty(), 12, 0).task().signature()).hasToString("benchmark:subjects|rev:1|items:12, seed 0");
        assertThat(run(Optional.of("subject"), ALL, 0).task().signature()).hasToString("benchmark:subjects|rev:1");
        assertThat(limited.items(Fixture.LANGUAGES.get("sw"))).isEqualTo(ALL);
    }

    @Test
    void aSelectionIsReadBackFromItsSignature() {
        TaskRun limited = run(Optional.of("subject"), 12, -4);
        Selection read = Selection.of(limited.task().signature(), Selection.Shard.WHOLE);
        assertThat(read).isEqualTo(new Selection(OptionalInt.of(12), -4, Selection.Shard.WHOLE));
        assertThat(asked(TaskRun.of(AskedTask.as(new Subjects(Optional.of("subject")), limited.task().signature()),
                limited.languages(), read, 1))).isEqualTo(asked(limited));
        assertThat(Selection.of(Signature.parse("benchmark:x"), Selection.Shard.WHOLE)).isEqualTo(Selection.ALL);
        assertThatThrownBy(() -> Selection.of(Signature.parse("items:many"), Selection.Shard.WHOLE)).hasMessageContaining("items:200 by subject, seed 0");
    }

    @Test
    void shardsOfALimitAskTogetherWhatTheLimitKeeps() {
        Task task = new Subjects(Optional.of("subject"));
        long sum = 0;
        for (int i = 1; i <= 3; i++) {
            TaskRun part = TaskRun.of(task, task.languages(), new Selection(OptionalInt.of(50), 0, new Selection.Shard(i, 3)), 2);
            long count = 0;
            try (TaskRun.Askings askings = part.askings()) {
                for (; askings.hasNext(); askings.next()) {
                    count++;
                }
            }
            assertThat(part.size()).isEqualTo(count);
            sum += count;
        }
        assertThat(sum).isEqualTo(4 * 50 * 2);
    }
}
