package dev.glossa.harness.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.backend.http.Endpoint.Signal;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointTest {
    private static final URI A = URI.create("http://127.0.0.1:1/v1");
    private static final URI B = URI.create("http://127.0.0.1:2/v1");
    private static final long SECOND = 1_000_000_000L;

    private final TurnedClock clock = new TurnedClock();

    @Test
    void theLimitDoublesEachRoundUntilTheServerPushesBack() {
        Endpoint endpoint = new Endpoint(A, 256);
        List<Integer> limits = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            limits.add(endpoint.limit());
            round(endpoint, Signal.ANSWERED, round);
        }

        assertThat(limits).containsExactly(32, 64, 128, 256, 256);
    }

    @Test
    void aPushBackCutsOnceForAllThatWereInFlightTogether() {
        Endpoint endpoint = new Endpoint(A, 256);
        round(endpoint, Signal.CROWDED, 0);
        assertThat(endpoint.limit()).isEqualTo(22);

        round(endpoint, Signal.CROWDED, 1);
        assertThat(endpoint.limit()).isEqualTo(15);
    }

    @Test
    void afterAPushBackTheLimitGrowsByOneARound() {
        Endpoint endpoint = new Endpoint(A, 256);
        round(endpoint, Signal.CROWDED, 0);
        for (int round = 1; round <= 4; round++) {
            round(endpoint, Signal.ANSWERED, round);
        }

        assertThat(endpoint.limit()).isBetween(25, 26);
    }

    @Test
    void aLimitThatIsNotUsedDoesNotGrow() {
        Endpoint endpoint = new Endpoint(A, 256);
        for (int i = 0; i < 100; i++) {
            endpoint.begin();
            endpoint.end(Signal.ANSWERED, i, i, 0, 0);
        }

        assertThat(endpoint.limit()).isEqualTo(32);
    }

    @Test
    void theLimitNeverFallsBelowOne() {
        Endpoint endpoint = new Endpoint(A, 256);
        for (int round = 0; round < 40; round++) {
            round(endpoint, Signal.CROWDED, round);
        }

        assertThat(endpoint.limit()).isEqualTo(1);
    }

    @Test
    void anAddressThatFailsTwelveTimesInARowIsTriedOneRequestAtATime() {
        Endpoint endpoint = new Endpoint(A, 256);
        fail(endpoint, 11, 0);
        assertThat(endpoint.isDown()).isFalse();
        fail(endpoint, 1, SECOND);
        assertThat(endpoint.isDown()).isTrue();
        assertThat(endpoint.limit()).isEqualTo(1);
        assertThat(endpoint.rest(SECOND)).isEqualTo(SECOND / 2);

        fail(endpoint, 1, 2 * SECOND);
        assertThat(endpoint.rest(2 * SECOND)).as("each trial that fails doubles the rest").isEqualTo(SECOND);
        endpoint.begin();
        endpoint.end(Signal.ANSWERED, 4 * SECOND, 4 * SECOND, 0, 0);
        assertThat(endpoint.isDown()).isFalse();
        assertThat(endpoint.limit()).isEqualTo(32);
    }

    @Test
    void whatWasInFlightWhenAnAddressWentDownDoesNotLengthenItsRest() {
        Endpoint endpoint = new Endpoint(A, 256);
        for (int i = 0; i < 200; i++) {
            endpoint.begin();
        }
        for (int i = 0; i < 200; i++) {
            endpoint.end(Signal.BROKEN, 0, SECOND, 0, 0);
        }

        assertThat(endpoint.rest(SECOND)).isEqualTo(SECOND / 2);
    }

    @Test
    void failuresBetweenAnswersCloseNoDoor() {
        Endpoint endpoint = new Endpoint(A, 256);
        for (int i = 0; i < 10; i++) {
            fail(endpoint, 11, i);
            endpoint.begin();
            endpoint.end(Signal.ANSWERED, i, i, 0, 0);
        }

        assertThat(endpoint.isDown()).isFalse();
    }

    @Test
    void eachRequestGoesWhereThereIsMostRoom() throws InterruptedException {
        Endpoints endpoints = new Endpoints(List.of(A, B), 2, Duration.ofMinutes(1), clock);

        assertThat(List.of(take(endpoints), take(endpoints), take(endpoints), take(endpoints))).containsExactly(A, B, A, B);
    }

    @Test
    void aPromptThatFailedAtOneAddressIsTakenToAnother() throws InterruptedException {
        Endpoints endpoints = new Endpoints(List.of(A, B), 8, Duration.ofMinutes(1), clock);
        Endpoint first = endpoints.acquire(Optional.empty());
        endpoints.release(first, Signal.BROKEN, 0, Optional.empty(), "HTTP 500");

        assertThat(endpoints.acquire(Optional.of(first)).base()).isNotEqualTo(first.base());
    }

    @Test
    void anAddressThatWantsToBeLeftAloneIsLeftAlone() throws InterruptedException {
        Endpoints endpoints = new Endpoints(List.of(A, B), 8, Duration.ofMinutes(1), clock);
        Endpoint first = endpoints.acquire(Optional.empty());
        endpoints.release(first, Signal.CROWDED, 0, Optional.of(Duration.ofSeconds(5)), "HTTP 429");

        assertThat(List.of(take(endpoints), take(endpoints), take(endpoints))).containsOnly(B);
        assertThat(clock.pauses()).isEmpty();
    }

    @Test
    void oneDeadAddressOfTwoDoesNotEndTheRun() throws InterruptedException {
        Endpoints endpoints = new Endpoints(List.of(A, B), 8, Duration.ofMinutes(1), clock);
        for (int i = 0; i < 500; i++) {
            Endpoint endpoint = endpoints.acquire(Optional.empty());
            clock.pause(Duration.ofSeconds(1));
            endpoints.release(endpoint, endpoint.base().equals(A) ? Signal.BROKEN : Signal.ANSWERED, clock.nanos(), Optional.empty(), "HTTP 500");
        }
        Endpoint only = endpoints.all().getFirst();

        assertThat(only.isDown()).isTrue();
    }

    @Test
    void whenEveryAddressIsDeadForLongEnoughTheRunEnds() {
        Endpoints endpoints = new Endpoints(List.of(A, B), 8, Duration.ofMinutes(1), clock);

        assertThatThrownBy(() -> {
            for (int i = 0; i < 500; i++) {
                Endpoint endpoint = endpoints.acquire(Optional.empty());
                endpoints.release(endpoint, Signal.BROKEN, clock.nanos(), Optional.empty(), "HTTP 500");
                clock.pause(Duration.ofMillis(100));
            }
        }).isInstanceOf(UncheckedIOException.class).hasMessageContaining(A + ", " + B + ": no answer for 60 s (HTTP 500)");
    }

    private static URI take(Endpoints endpoints) throws InterruptedException {
        return endpoints.acquire(Optional.empty()).base();
    }

    /// As many requests as the limit allows, sent together and ended a little later; each end makes room that is used at once.
    private static void round(Endpoint endpoint, Signal signal, int round) {
        fill(endpoint);
        for (int i = endpoint.limit(); i > 0; i--) {
            endpoint.end(signal, round * SECOND, round * SECOND + 1000, 0, 0);
            if (signal == Signal.ANSWERED) {
                fill(endpoint);
            }
        }
    }

    private static void fill(Endpoint endpoint) {
        while (endpoint.hasRoom()) {
            endpoint.begin();
        }
    }

    private static void fail(Endpoint endpoint, int times, long at) {
        for (int i = 0; i < times; i++) {
            endpoint.begin();
            endpoint.end(Signal.BROKEN, at, at, 0, 0);
        }
    }
}
