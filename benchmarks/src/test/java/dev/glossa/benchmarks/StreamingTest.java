package dev.glossa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Task;
import dev.glossa.harness.run.Selection;
import dev.glossa.harness.run.TaskRun;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// GlobalMMLU at its full size, made here: 42 languages of 14,042 rows, 589,764 in all. They are read by a process of their
/// own with a heap of 300 MB, as a run reads them: every row looked at, its key checked, with a limit and without.
@Tag("slow")
class StreamingTest {
    private static final int ROWS = 14_042;
    private static final int LANGUAGES = 42;
    private static final int HEAP = 300;

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "jsonl"})
    void theWholeOfGlobalMmluIsReadWithinABoundedHeap(String format, @TempDir Path folder) throws Exception {
        List<Language> languages = Languages.bundled().all().stream().filter(l -> l.codeIn("global_mmlu").isPresent()).limit(LANGUAGES).toList();
        assertThat(languages).hasSize(LANGUAGES);
        Path data = folder.resolve("global-mmlu");
        String query = """
                SELECT subject || '/test/' || i AS sample_id, subject, 'STEM' AS subject_category, 'CA' AS cultural_sensitivity_label,
                repeat('የትኛው መልስ ትክክል ነው 😀 ' || i || ' ', 5) AS question, 'አንድ ' || i AS option_a, 'ሁለት ' || i AS option_b,
                'ሦስት ' || i AS option_c, 'አራት ' || i AS option_d, chr(65 + (i %% 4)::INT) AS answer
                FROM (SELECT i, 'subject_' || (i %% 57) AS subject FROM range(%d) t(i))""".formatted(ROWS);
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = database.createStatement()) {
            for (Language language : languages) {
                Path file = data.resolve(language.codeIn("global_mmlu").orElseThrow() + (format.equals("parquet") ? "/test.parquet" : "/test.jsonl"));
                Files.createDirectories(file.getParent());
                statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT " + (format.equals("parquet") ? "parquet" : "json") + ")");
            }
        }
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + HEAP + "m",
                "-cp", System.getProperty("java.class.path"), Reading.class.getName(), folder.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String printed = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
        System.out.print(format + ":\n" + printed);
        assertThat(process.exitValue()).isZero();
        assertThat(printed).contains("589,764 rows");
    }

    /// What the process does.
    static final class Reading {
        /// The most heap in use, garbage included: looked at every few milliseconds.
        private static final AtomicLong most = new AtomicLong();

        public static void main(String... arguments) {
            Thread.ofPlatform().daemon().start(() -> {
                while (true) {
                    most.accumulateAndGet(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max);
                    LockSupport.parkNanos(2_000_000);
                }
            });
            Task task = new DataDirectory(Path.of(arguments[0])).open("global-mmlu");
            long start = System.nanoTime();
            long rows = 0;
            for (Language language : task.languages()) {
                try (Stream<Task.Question> questions = task.questions(language)) {
                    rows += questions.count();
                }
            }
            report("read", rows, start);
            start = System.nanoTime();
            report("selected, all", TaskRun.of(task, task.languages(), Selection.ALL, 1).size(), start);
            start = System.nanoTime();
            TaskRun lite = TaskRun.of(task, task.languages(), new Selection(OptionalInt.of(400), 0, Selection.Shard.WHOLE), 1);
            report("selected, 400 each of", lite.languages().stream().mapToLong(lite::items).sum(), start);
        }

        private static void report(String what, long rows, long start) {
            double seconds = (System.nanoTime() - start) / 1e9;
            long peak = most.get();
            System.gc();
            long held = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            most.set(0);
            System.out.printf(Locale.ROOT, "%s: %,d rows, %,.0f rows a second, heap at most %,d MB, %,d MB held after%n", what, rows, rows / seconds,
                    peak >> 20, held >> 20);
        }
    }
}
