package dev.glossa.judges.comet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomCometTest {
    private static final List<Segment> SEGMENTS = List.of(
            segment("ፈጽሞ በፍጥነት ያነባል", "አያትዬ በፍጥነት", "ፈጽሞ"), segment("I ❤ 🍕", "स्वतंत्र", "nový"),
            segment("", "", ""), segment("خبر", "ស្ថានីយ", "a much longer reference than the others have here, in several words"),
            segment("I ❤ 🍕", "nový protože", "nový"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"fp16, 0.005", "int8, 0.3"})
    void halfPrecisionAndQuantizedFilesScoreNearTheOriginal(String precision, double tolerance) throws IOException {
        List<Rating> exact = rate("fp32", SEGMENTS);
        List<Rating> rough = rate(precision, SEGMENTS);
        for (int i = 0; i < exact.size(); i++) {
            assertThat(rough.get(i).score()).isCloseTo(exact.get(i).score(), within(tolerance)).isNotEqualTo(exact.get(i).score());
        }
    }

    /// Of one model and the same numbers in fewer bits, over segments of FLORES' lengths: how far apart, and in what order.
    @ParameterizedTest
    @CsvSource({"fp16, 0.002, 0.999", "int8, 0.1, 0.9"})
    void theErrorOfOtherPrecisionsStaysBelow(String precision, double tolerance, double correlation) throws IOException {
        rate("fp32", SEGMENTS);
        List<Segment> segments = new FloresLengths(folder.resolve("fp32").resolve("pieces.model"), 9).systems(1, 200).getFirst();
        CometAgreement agreement = CometAgreement.of(rate("fp32", segments), rate(precision, segments));
        System.out.println(precision + ": " + agreement);
        assertThat(agreement.greatest()).isLessThan(tolerance);
        assertThat(agreement.correlation()).isGreaterThan(correlation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fp32", "fp16", "int8"})
    void companyDoesNotMoveAScoreWhateverThePrecision(String precision) throws IOException {
        List<Rating> together = rate(precision, SEGMENTS);
        for (int i = 0; i < SEGMENTS.size(); i++) {
            assertThat(rate(precision, SEGMENTS.subList(i, i + 1)).getFirst().score()).isCloseTo(together.get(i).score(), within(1e-6));
        }
    }

    @Test
    void aSecondSystemAddsNothingToTheStore() throws IOException {
        Path model = new RandomComet(1, 24, 2, "fp32").write(folder.resolve("model"));
        CometModel.Settings settings = new CometModel.Settings(Device.parse("cpu"), 1, 4096, Optional.of(folder.resolve("embeddings")));
        List<Segment> other = SEGMENTS.stream().map(s -> new Segment(s.source(), s.translation() + " x", s.reference())).toList();
        try (CometModel comet = CometModel.open(model, Architecture.COMET, settings)) {
            comet.rate(SEGMENTS);
            long size = storeSize();
            comet.rate(other);
            // seven different sources and references of 24 values, with key and checksum; no translation among them
            assertThat(storeSize()).isEqualTo(size).isEqualTo(16 + 7 * (16 + 24 * 4 + 4));
        }
    }

    /// 3 S passes for each segment would be 45; each different source and reference goes once, for however many systems.
    @Test
    void theEncoderReadsEverySourceAndReferenceOnceForAllSystems() throws IOException {
        Path model = new RandomComet(1, 24, 2, "fp32").write(folder.resolve("model"));
        List<Segment> segments = IntStream.range(0, 5).mapToObj(i -> segment("ፈጽሞ " + i, "", "በፍጥነት ያነባል " + i)).toList();
        CometModel.Settings settings = new CometModel.Settings(Device.parse("cpu"), 2, 1024, Optional.of(folder.resolve("embeddings")));
        try (CometModel comet = CometModel.open(model, Architecture.COMET, settings)) {
            for (int system = 0; system < 3; system++) {
                String name = "system " + system;
                comet.rate(segments.stream().map(s -> new Segment(s.source(), name + " " + s.source(), s.reference())).toList());
            }
            assertThat(comet.passes()).isEqualTo(5 * (3 + 2));
        }
        try (CometModel later = CometModel.open(model, Architecture.COMET, settings)) {
            later.rate(segments.stream().map(s -> new Segment(s.source(), "a fourth system " + s.source(), s.reference())).toList());
            assertThat(later.passes()).isEqualTo(5);
        }
    }

    private long storeSize() throws IOException {
        try (var files = Files.list(folder.resolve("embeddings"))) {
            return Files.size(files.findFirst().orElseThrow());
        }
    }

    private List<Rating> rate(String precision, List<Segment> segments) throws IOException {
        Path model = folder.resolve(precision);
        if (!Files.exists(model)) {
            new RandomComet(2, 48, 4, precision).write(model);
        }
        try (CometModel comet = CometModel.open(model, Architecture.COMET, ModelFolders.settings())) {
            return comet.rate(segments);
        }
    }

    private static Segment segment(String source, String translation, String reference) {
        return new Segment(source, translation, Optional.of(reference));
    }
}
