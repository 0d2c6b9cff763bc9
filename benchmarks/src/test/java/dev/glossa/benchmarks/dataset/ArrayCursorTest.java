package dev.glossa.benchmarks.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files named `.json`: an array of objects, or an object on each line.
class ArrayCursorTest {
    @TempDir
    Path folder;

    @Test
    void anArrayIsReadObjectByObject() throws IOException {
        assertThat(rows("\uFEFF \n[{\"q\":\"ጥያቄ 🐦\",\"n\":[1,{\"a\":null}],\"x\":1},\n {\"q\":\"سوال\",\"n\":null}]\n", "q", "n"))
                .extracting(Row::cells).containsExactly(Map.of("q", "ጥያቄ 🐦", "n", "[1,{\"a\":null}]"), Map.of("q", "سوال"));
        assertThat(rows("{\"q\":\"1\"}\n{\"q\":\"2\"}\n", "q")).extracting(row -> row.text("q")).containsExactly("1", "2");
        assertThat(rows("[]", "q")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{"q":"1"},{"q":"2"              | x.json, row 2: not JSON
            [{"q":"1"},{"q":"2"}             | x.json, row 3: not JSON
            [{"q":"1"} {"q":"2"}]            | x.json, row 2: not JSON
            [{"q":"1"},"2"]                  | x.json, row 2: an object was expected
            [{"r":"1"}]                      | x.json: no column q
            [{"q":"1","q":"2"}]              | x.json, row 1: not JSON
            """)
    void aBrokenArrayIsToldWithItsRow(String text, String told) {
        assertThatThrownBy(() -> rows(text, "q")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(told);
    }

    @Test
    void noObjectTakesTheWholeMemoryOrStack() {
        assertThatThrownBy(() -> rows("[{\"q\":\"" + "x".repeat(5 << 20) + "\"}]", "q")).hasMessageContaining("no sample");
        assertThatThrownBy(() -> rows("[{\"q\":" + "[".repeat(100_000), "q")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("x.json, row 1");
    }

    private List<Row> rows(String text, String... columns) throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), text);
        try (Stream<Row> rows = Rows.of(List.of(new DataFile.OnDisk(file)), Columns.of(List.of(columns), List.of()))) {
            return rows.toList();
        }
    }
}
