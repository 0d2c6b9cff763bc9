package dev.glossa.judges.comet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.harness.Languages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real translations of FLORES by five public systems, each output of 1,012 lines, under a tiny COMET.
class MtOutputsTest {
    private static final Path DATA = Path.of("../../shared/data");

    @TempDir
    Path folder;

    @Test
    void batchesScoreSomeLinesOfEveryOutputAsALoopDoes() throws Exception {
        compare(150);
    }

    @Test
    @Tag("slow")
    void batchesScoreEveryLineOfEveryOutputAsALoopDoes() throws Exception {
        compare(1);
    }

    private void compare(int step) throws Exception {
        List<Segment> segments = segments(step);
        Path model = ModelFolders.write(Architecture.COMET, folder.resolve("model"));
        List<Double> straight = new ArrayList<>();
        try (CometModel comet = CometModel.open(model, Architecture.COMET, ModelFolders.settings())) {
            for (int from = 0; from < segments.size(); from += 512) {
                comet.rate(segments.subList(from, Math.min(segments.size(), from + 512))).forEach(rating -> straight.add(rating.score()));
            }
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, segments.size()).boxed().toList());
        Collections.shuffle(order, new Random(7));
        int moved = 0;
        try (CometModel comet = CometModel.open(model, Architecture.COMET, ModelFolders.settings())) {
            for (int from = 0; from < order.size(); from += 500) {
                List<Integer> part = order.subList(from, Math.min(order.size(), from + 500));
                List<Rating> ratings = comet.rate(part.stream().map(segments::get).toList());
                for (int i = 0; i < part.size(); i++) {
                    moved += ratings.get(i).score() == straight.get(part.get(i)) ? 0 : 1;
                }
            }
        }
        double greatest = 0;
        try (OneByOne loop = new OneByOne(model, 1, 1)) {
            for (int i = 0; i < segments.size(); i++) {
                greatest = Math.max(greatest, Math.abs(loop.score(segments.get(i)) - straight.get(i)));
            }
        }
        Set<String> texts = new HashSet<>();
        segments.forEach(s -> texts.addAll(List.of(s.source(), s.translation(), s.reference().orElseThrow())));
        System.out.printf("%d segments of mt-outputs: at most %.1e from a loop, %d moved by another order; %d different texts of %d%n", segments.size(), greatest,
                moved, texts.size(), 3 * segments.size());
        assertThat(moved).isZero();
        assertThat(greatest).isCloseTo(0, within(1e-5));
    }

    private List<Segment> segments(int step) throws IOException, InterruptedException {
        Path archive = DATA.resolve("flores200.tar.gz");
        assumeTrue(Files.exists(archive), "no " + archive);
        assumeTrue(new ProcessBuilder("tar", "xzf", archive.toString(), "-C", folder.toString()).inheritIO().start().waitFor() == 0, "no tar");
        List<String> sources = Files.readAllLines(flores("en"));
        List<Path> outputs;
        try (var files = Files.walk(DATA.resolve("mt-outputs"))) {
            outputs = files.filter(file -> file.toString().endsWith(".gz")).sorted().toList();
        }
        List<Segment> segments = new ArrayList<>();
        int read = 0;
        for (Path output : outputs) {
            Path flores = flores(output.getFileName().toString().replace(".gz", ""));
            if (!Files.exists(flores)) {
                continue; // such as Icelandic, which is no focus language
            }
            read++;
            List<String> references = Files.readAllLines(flores);
            try (BufferedReader in = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(output)), StandardCharsets.UTF_8))) {
                List<String> lines = in.readAllLines();
                assertThat(lines).hasSameSizeAs(references);
                for (int i = 0; i < lines.size(); i += step) {
                    segments.add(new Segment(sources.get(i), lines.get(i), Optional.of(references.get(i))));
                }
            }
        }
        assertThat(read).isGreaterThan(120);
        return segments;
    }

    private Path flores(String code) {
        String name = Languages.bundled().get(code).codeIn("flores200").orElseThrow().split(";")[0];
        return folder.resolve("flores200/devtest/" + name + ".devtest");
    }
}
