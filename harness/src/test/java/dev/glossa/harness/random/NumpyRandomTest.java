package dev.glossa.harness.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Against NumPy 1.24.2, recorded in rng.jsonl.
class NumpyRandomTest {

    private final List<JsonNode> records = read();

    /// The plain twin of a leap is as many single steps, from either half of a word.
    @Test
    void aGeneratorAheadIsWhereThisOneGets() {
        for (int before : new int[] {0, 1, 2, 5}) {
            for (long draws : new long[] {0, 1, 2, 3, 4, 1011, 1012, 65_537}) {
                NumpyRandom random = new NumpyRandom(12345);
                for (int i = 0; i < before; i++) {
                    random.nextInt();
                }
                NumpyRandom ahead = random.ahead(draws);
                for (long i = 0; i < draws; i++) {
                    assertThat(ahead.isAt(random)).isFalse();
                    random.nextInt();
                }
                assertThat(ahead.isAt(random)).as("%d after %d", draws, before).isTrue();
                assertThat(ahead.nextInt()).isEqualTo(random.nextInt());
                assertThat(ahead.nextLong()).isEqualTo(random.nextLong());
            }
        }
    }

    @Test
    void choicesAreCountedAsTheyAreDrawn() {
        for (int n : new int[] {1, 2, 7, 1012, 3_000_001}) {
            NumpyRandom drawing = new NumpyRandom(9);
            NumpyRandom counting = new NumpyRandom(9);
            for (int count : new int[] {1, 0, 4, 999}) {
                int[] times = new int[n];
                for (int one : choice(drawing, n, count)) {
                    times[one]++;
                }
                int[] counted = new int[n];
                counting.choice(n, count, counted);
                assertThat(counted).isEqualTo(times);
                assertThat(counting.isAt(drawing)).isTrue();
            }
        }
    }

    @Test
    void everySeedGivesNumpysNumbers() throws NoSuchAlgorithmException {
        List<JsonNode> seeds = records.stream().filter(record -> record.has("first_u64")).toList();
        for (JsonNode record : seeds) {
            BigInteger seed = new BigInteger(record.get("seed").asString());
            assertThat(LongStream.of(SeedSequence.words(seed)).mapToObj(Long::toUnsignedString)).containsExactlyElementsOf(strings(record, "seedseq_u64x4"));
            NumpyRandom words = new NumpyRandom(seed);
            assertThat(IntStream.range(0, 6).mapToObj(_ -> Long.toUnsignedString(words.nextLong()))).containsExactlyElementsOf(strings(record, "first_u64"));
            assertThat(choice(new NumpyRandom(seed), 1012, 12)).isEqualTo(ints(record.get("choice_1012_x12")));
            assertThat(choice(new NumpyRandom(seed), 3, 20)).isEqualTo(ints(record.get("choice_3_x20")));
            NumpyRandom large = new NumpyRandom(seed);
            assertThat(LongStream.range(0, 8).map(_ -> large.nextBelow(3_000_000_000L)).toArray())
                    .isEqualTo(record.get("choice_3e9_x8").valueStream().mapToLong(JsonNode::asLong).toArray());
            assertThat(bits(new NumpyRandom(seed), 70)).isEqualTo(record.get("bools_70").asString());
            JsonNode mixed = record.get("mixed");
            NumpyRandom random = new NumpyRandom(seed);
            assertThat(bits(random, 33)).isEqualTo(mixed.get("bools_3x11").asString());
            assertThat(choice(random, 150, 10)).isEqualTo(ints(mixed.get("choice150_2x5")));
            assertThat(bits(random, 31)).isEqualTo(mixed.get("bools_1x31").asString());
            assertThat(choice(random, 150, 5)).isEqualTo(ints(mixed.get("choice150_1x5")));
            for (int n : new int[] {150, 1012}) {
                ByteBuffer matrix = ByteBuffer.allocate(4 * 1000 * n).order(ByteOrder.LITTLE_ENDIAN);
                matrix.asIntBuffer().put(choice(new NumpyRandom(seed), n, 1000 * n));
                assertThat(sha256(matrix.array())).isEqualTo(record.get("sha256_choice_1000_" + n + "_int32le").asString());
            }
            byte[] bytes = bits(new NumpyRandom(seed), 150_000).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] -= '0';
            }
            assertThat(sha256(bytes)).isEqualTo(record.get("sha256_bools_1000_150_u8").asString());
        }
        assertThat(seeds).hasSize(8);
    }

    @Test
    void meansAreNumpysToTheLastBit() {
        NumpyRandom random = new NumpyRandom(5);
        List<JsonNode> means = records.stream().filter(record -> record.has("pairwise_n")).toList();
        for (JsonNode record : means) {
            double[] values = new double[record.get("pairwise_n").asInt()];
            float[] singles = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextDouble() * 100;
                singles[i] = (float) values[i];
            }
            if (!record.get("x").isNull()) {
                assertThat(values).isEqualTo(record.get("x").valueStream().mapToDouble(JsonNode::asDouble).toArray());
            }
            assertThat(PairwiseSum.bufferedMean(values)).isEqualTo(record.get("mean_f64").asDouble());
            // NumPy 2.4.6 gives one bit less for the only array beyond one buffer.
            assertThat(PairwiseSum.mean(values)).isEqualTo(values.length == 10_000 ? 50.00289109374502 : record.get("mean_f64").asDouble());
            assertThat((double) PairwiseSum.mean(singles)).isEqualTo(record.get("mean_f32").asDouble());
        }
        assertThat(means).hasSize(14);
    }

    @Test
    void bitsFillALongAsTheyComeOneByOne() {
        for (int count : new int[] {1, 31, 32, 33, 63, 64, 65, 1012}) {
            NumpyRandom.Bits together = new NumpyRandom(count).bits();
            NumpyRandom.Bits single = new NumpyRandom(count).bits();
            for (int row = 0; row < 3; row++) {
                long[] bits = new long[(count + 63) / 64];
                together.fill(bits, count);
                for (int i = 0; i < 64 * bits.length; i++) {
                    assertThat((bits[i / 64] >>> i & 1) != 0).isEqualTo(i < count && single.next());
                }
            }
        }
    }

    @Test
    void aNegativeSeedIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NumpyRandom(-1)).withMessage("a seed is not negative: -1");
    }

    private static int[] choice(NumpyRandom random, int n, int size) {
        int[] chosen = new int[size];
        random.choice(n, chosen);
        return chosen;
    }

    private static String bits(NumpyRandom random, int count) {
        NumpyRandom.Bits bits = random.bits();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(bits.next() ? '1' : '0');
        }
        return text.toString();
    }

    private static int[] ints(JsonNode array) {
        return array.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    private static List<String> strings(JsonNode record, String key) {
        return record.get(key).valueStream().map(JsonNode::asString).toList();
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static List<JsonNode> read() {
        try (InputStream in = NumpyRandomTest.class.getResourceAsStream("rng.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().<JsonNode>map(JsonMapper.shared()::readTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
