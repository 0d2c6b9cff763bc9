package dev.glossa.harness.run;

import dev.glossa.harness.Nearest;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// What tokens cost, by model: a CSV table that its user keeps up to date, since no program can.
///
/// ```csv
/// model,input,output,currency
/// gpt-5,1.25,10,USD
/// command-*,2.5,10,USD
/// ```
///
/// `input` and `output` are money per million tokens read and written. `currency` may be absent (USD), but is one for all.
/// A name that ends in `*` is of every model that begins so; the longest that fits counts.
public final class Prices {
    private static final List<String> COLUMNS = List.of("model", "input", "output", "currency");

    /// @param input  money per million tokens read
    /// @param output money per million tokens written
    public record Price(double input, double output) {
        public double of(long promptTokens, long completionTokens) {
            return (promptTokens * input + completionTokens * output) / 1e6;
        }
    }

    private final Path file;
    private final String currency;
    private final Map<String, Price> byName;

    private Prices(Path file, String currency, Map<String, Price> byName) {
        this.file = file;
        this.currency = currency;
        this.byName = byName;
    }

    /// @throws IllegalArgumentException naming file, line and column of what cannot be read
    public static Prices read(Path file) {
        Map<String, Price> prices = new LinkedHashMap<>();
        String currency = null;
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser rows = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).setIgnoreEmptyLines(true).get().parse(reader)) {
            if (!COLUMNS.containsAll(rows.getHeaderNames()) || !rows.getHeaderNames().containsAll(COLUMNS.subList(0, 3))) {
                throw new IllegalArgumentException(file + ": a table of prices has the columns model,input,output and may have currency; there are " + rows.getHeaderNames());
            }
            for (CSVRecord row : rows) {
                String where = file + ", line " + rows.getCurrentLineNumber();
                if (!row.isConsistent()) {
                    throw new IllegalArgumentException(where + ": " + row.size() + " cells under " + rows.getHeaderNames().size() + " columns");
                }
                Price price = new Price(money(row, "input", where), money(row, "output", where));
                if (row.get("model").isEmpty() || prices.put(row.get("model"), price) != null) {
                    throw new IllegalArgumentException(where + ": " + (row.get("model").isEmpty() ? "no model" : "'" + row.get("model") + "' stands there twice"));
                }
                String own = row.isMapped("currency") && !row.get("currency").isEmpty() ? row.get("currency") : "USD";
                if (currency != null && !currency.equals(own)) {
                    throw new IllegalArgumentException(where + ": " + own + " after " + currency + "; a table of prices has one currency");
                }
                currency = own;
            }
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": not UTF-8; save the table of prices as UTF-8 CSV", e);
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getCause().getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + Journal.reason(e), e);
        }
        if (prices.isEmpty()) {
            throw new IllegalArgumentException(file + ": holds no price; a line reads gpt-5,1.25,10,USD (money per million tokens read and written)");
        }
        return new Prices(file, currency, prices);
    }

    private static double money(CSVRecord row, String column, String where) {
        try {
            double value = Double.parseDouble(row.get(column));
            if (value >= 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("%s, %s: '%s' is no price; money per million tokens would do, such as 1.25".formatted(where, column, row.get(column)));
    }

    public String currency() {
        return currency;
    }

    /// The price of a model; empty where no line is about it.
    public Optional<Price> find(String model) {
        if (byName.containsKey(model)) {
            return Optional.of(byName.get(model));
        }
        return byName.keySet().stream().filter(name -> name.endsWith("*") && model.startsWith(name.substring(0, name.length() - 1)))
                .max(java.util.Comparator.comparingInt(String::length)).map(byName::get);
    }

    /// @throws IllegalArgumentException when no line is about the model
    public Price of(String model) {
        return find(model).orElseThrow(() -> new IllegalArgumentException("%s: no price of '%s'; %sadd a line %s,INPUT,OUTPUT with money per million tokens".formatted(
                file, model, Nearest.to(model, byName.keySet()).map(near -> "did you mean '" + near + "'? If not, ").orElse(""), model)));
    }
}
