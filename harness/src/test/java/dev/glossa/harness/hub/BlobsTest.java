package dev.glossa.harness.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.io.Json;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Digests, lists of files and what the hub's refusals mean.
class BlobsTest {
    @TempDir
    Path folder;

    /// `printf 'hello\n' | git hash-object --stdin`, and sha256sum.
    @ParameterizedTest
    @CsvSource({"ce013625030ba8dba906f756967f9e9ca394464a", "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"})
    void aFileIsKnownByGitsDigestOrSha256(String hex) throws Exception {
        Path file = Files.writeString(folder.resolve("hello"), "hello\n");
        assertThat(new BlobId(hex).of(file)).isEqualTo(new BlobId(hex));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../etc/passwd", "CE013625030BA8DBA906F756967F9E9CA394464A", "ce013625030ba8dba906f756967f9e9ca394464a/", "gggggggggggggggggggggggggggggggggggggggg"})
    void whatIsNoDigestNamesNoBlob(String name) {
        assertThat(BlobId.named(name)).isEmpty();
        assertThatThrownBy(() -> new BlobId(name)).isInstanceOf(IllegalArgumentException.class);
    }

    /// The form of the hub's answer, and that of huggingface_hub's `trees/COMMIT.json`.
    @Test
    void aListOfFilesIsReadAsTheHubGivesItAndAsItIsKept() {
        String page = """
                [{"type":"directory","oid":"%1$s","size":0,"path":"am"},
                 {"type":"file","oid":"%1$s","size":12,"path":"ሰላም.md"},
                 {"type":"file","oid":"%1$s","size":7000,"lfs":{"oid":"%2$s","size":7000,"pointerSize":129},"xetHash":"x","path":"am/test.parquet"}]"""
                .formatted("a".repeat(40), "b".repeat(64));
        List<HubFile> files = Listing.page(Json.MAPPER.readTree(page), "x");
        assertThat(files).containsExactly(new HubFile("ሰላም.md", 12, new BlobId("a".repeat(40)), "a".repeat(40)),
                new HubFile("am/test.parquet", 7000, new BlobId("b".repeat(64)), "a".repeat(40)));
        assertThat(Listing.read(Listing.write(files))).contains(files);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"format_version\":2,\"files\":{}}", "{\"format_version\":1,\"files\":{\"../x\":{\"size\":1,\"blob_id\":\"aa\"}}}"})
    void aKeptListThatCannotBeReadIsAsIfThereWereNone(String json) {
        assertThat(Listing.read(json)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Retry-After|20|20", "RateLimit|\"api\";r=0;t=55|55", "ratelimit|\"resolvers\";r=0; t=7|7"})
    void aLimitSaysWhenToAskAgain(String header, String value, long seconds) {
        assertThatThrownBy(() -> refusal(429, Map.of(header, List.of(value)), "https://hub.example/x"))
                .isInstanceOfSatisfying(Busy.class, busy -> assertThat(busy.after()).contains(Duration.ofSeconds(seconds)));
    }

    @Test
    void aStoragesRefusalIsThatOfOneAddress() {
        assertThatThrownBy(() -> refusal(403, Map.of(), "https://cdn.example/x?Signature=secret")).isInstanceOf(Busy.class).hasMessage("HTTP 403");
        assertThatThrownBy(() -> refusal(403, Map.of(), "https://hub.example/x")).isInstanceOf(IllegalArgumentException.class);
    }

    private void refusal(int status, Map<String, List<String>> headers, String from) throws Busy {
        HubSettings settings = HubSettings.of(Map.of("HF_ENDPOINT", "https://hub.example"), folder);
        throw new Answers(settings, Repository.dataset("a/b"), "main").refusal(new HubConnection.Reply(status, HttpHeaders.of(headers, (_, _) -> true),
                new byte[0], URI.create(from), Optional.empty()), "x");
    }

    @Test
    void whoIsAskedToWaitTooLongGivesUpAtOnce() {
        Persistence persistence = new Persistence(_ -> {
            throw new AssertionError("waited");
        });
        assertThatThrownBy(() -> persistence.insist("a/b", () -> 0, () -> {
            throw new Busy("HTTP 429", Optional.of(Duration.ofHours(1)));
        })).hasMessage("a/b: HTTP 429, and to be asked again in 3600 s; the same command goes on from here then");
    }

    @Test
    void whatBringsSomethingEachTimeIsNotGivenUp() throws Exception {
        long[] bytes = {0};
        assertThat(new Persistence(_ -> { }).insist("a/b", () -> bytes[0], () -> {
            if (++bytes[0] < 100) {
                throw new java.io.IOException("torn");
            }
            return "whole";
        })).isEqualTo("whole");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/b/c", "../b", "a/..", "a--b/c", "a/b?x", "a b/c", "-a/b", "a/b/"})
    void whatIsNoRepositoryIsRefused(String id) {
        assertThatThrownBy(() -> Repository.dataset(id)).isInstanceOf(IllegalArgumentException.class);
    }
}
