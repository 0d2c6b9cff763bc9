package dev.glossa.runner;

import dev.glossa.harness.SampleId;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.io.Utf8;
import dev.glossa.harness.run.CompletionRecord;
import dev.glossa.reports.arena.LeaderboardLengthControl;
import dev.glossa.reports.arena.LengthControl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/// AlpacaEval's `annotations.json`: an array of pairs, the baseline first, with a preference from 1 (the baseline) to 2
/// (the model). The model's answer, where the file has it, becomes an answer, and the preference a line of the role
/// `alpaca-eval`. Rows have no key but their place.
final class AlpacaEvalAnnotations implements Imported {
    /// After a row the array goes on.
    private static final ObjectReader ROWS = Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Asked asked;
    private long rows;
    private long judged;
    private double sum;
    private double squares;
    private final List<LeaderboardLengthControl.Judged> lengths = new ArrayList<>();
    private final List<LeaderboardLengthControl.Gamed> gamed;

    /// @param gamed what the leaderboard's length control is fitted beside; empty for our own control
    AlpacaEvalAnnotations(Asked asked, List<LeaderboardLengthControl.Gamed> gamed) {
        this.asked = asked;
        this.gamed = gamed;
    }

    @Override
    public void read(Path file, BiConsumer<CompletionRecord, String> each) {
        try (InputStream in = Utf8.unpacked(file.toString(), Files.newInputStream(file)); JsonParser parser = Json.MAPPER.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException(file + ": AlpacaEval's annotations are one JSON array of rows");
            }
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                String where = file + ", row " + ++rows;
                if (token != JsonToken.START_OBJECT) {
                    throw new IllegalArgumentException(where + ": no object; the file ends or goes on otherwise");
                }
                row(ROWS.readTree(parser), where, each);
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("%s, row %d: not JSON: %s".formatted(file, rows, e.getOriginalMessage().lines().findFirst().orElse("")), e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": no such file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": " + Utf8.complaint(e), e);
        }
    }

    private void row(JsonNode row, String where, BiConsumer<CompletionRecord, String> each) {
        String item = SampleId.row(rows);
        if (row.path("output_2").isString()) {
            each.accept(Imported.record(asked.key(item, ""), Imported.answer(row.get("output_2").asString())), where);
        }
        JsonNode preference = row.path("preference");
        if (preference.isNull()) {
            return; // a judge's reply that AlpacaEval could not read, and does not count
        }
        if (!preference.isNumber() || !(preference.asDouble() >= 1 && preference.asDouble() <= 2)) {
            throw new IllegalArgumentException(where + ": a preference is a number from 1 to 2, or null; there is " + LmEvalSamples.shown(preference));
        }
        double wins = preference.asDouble() - 1;
        judged++;
        sum += wins;
        squares += wins * wins;
        OptionalDouble baseline = length(row, "1");
        OptionalDouble model = length(row, "2");
        if (baseline.isPresent() && model.isPresent()) {
            lengths.add(new LeaderboardLengthControl.Judged(wins, model.getAsDouble() - baseline.getAsDouble(), (int) rows - 1));
        }
        each.accept(Imported.record(asked.key(item, "alpaca-eval"), Imported.answer(Json.object().put("preference", preference.asDouble()).toString())), where);
    }

    /// Of an answer in code points, where the row has it or tells it.
    private static OptionalDouble length(JsonNode row, String which) {
        JsonNode text = row.path("output_" + which);
        JsonNode told = row.path("len_" + which);
        return text.isString() ? OptionalDouble.of(text.asString().codePointCount(0, text.asString().length()))
                : told.isNumber() ? OptionalDouble.of(told.asDouble()) : OptionalDouble.empty();
    }

    /// Win rate and standard error as AlpacaEval's leaderboard counts them.
    @Override
    public String summary() {
        if (judged < 2) {
            return "";
        }
        double mean = sum / judged;
        double error = Math.sqrt(Math.max(0, (squares - judged * mean * mean) / (judged - 1)) / judged);
        return String.format(Locale.ROOT, ", win rate %.4f, standard error %.4f", 100 * mean, 100 * error) + atEqualLength();
    }

    private String atEqualLength() {
        if (lengths.size() < 2) {
            return "";
        }
        if (!gamed.isEmpty()) {
            return String.format(Locale.ROOT, ", length-controlled %.4f", 100 * LeaderboardLengthControl.winRate(lengths, gamed));
        }
        LengthControl control = LengthControl.of(lengths.stream().mapToDouble(LeaderboardLengthControl.Judged::preference).toArray(), lengths.stream().mapToDouble(LeaderboardLengthControl.Judged::more).toArray(),
                IntStream.range(0, lengths.size()).toArray(), 1_000, 20_260_221);
        return String.format(Locale.ROOT, ", at equal length %.4f", 100 * control.controlled())
                + control.interval().map(i -> String.format(Locale.ROOT, " (%.1f–%.1f)", 100 * i.low(), 100 * i.high())).orElse("");
    }
}
