package dev.glossa.harness.backend.http;

import static dev.glossa.harness.backend.http.FaultServer.chat;
import static dev.glossa.harness.backend.http.FaultServer.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.Text;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.backend.http.FaultServer.Act;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many prompts at once, against servers that misbehave.
class FlowTest {
    @ParameterizedTest
    @CsvSource({"1, 1000", "30, 300"})
    void everyPromptGetsItsOwnAnswerWhateverTheFault(int percent, int prompts) throws Exception {
        for (int fault = 0; fault < 7; fault++) {
            int kind = fault;
            SplittableRandom random = new SplittableRandom(fault);
            try (FaultServer server = FaultServer.start(request -> {
                Act.Say answer = chat("answer to " + request.json().at("/messages/0/content").stringValue());
                boolean broken;
                synchronized (random) {
                    broken = random.nextInt(100) < percent;
                }
                return broken ? broken(kind, answer) : answer;
            }); HttpBackend backend = open(server, "parallel=64&attempts=20")) {
                Map<String, Completion> answers = askAll(backend, prompts);

                assertThat(answers).hasSize(prompts).allSatisfy((prompt, completion) -> assertThat(completion)
                        .isInstanceOfSatisfying(Text.class, text -> assertThat(text.text()).isEqualTo("answer to " + prompt)));
            }
        }
    }

    private static Act broken(int kind, Act.Say answer) {
        return switch (kind) {
            case 0 -> say(429, "{}", "Retry-After: 1");
            case 1 -> say(500, "{\"error\":{\"message\":\"CUDA\"}}");
            case 2 -> new Act.Reset();
            case 3 -> new Act.Half(answer, 20);
            case 4 -> new Act.Dribble(answer);
            case 5 -> say(200, "{\"choices\": wrong");
            case 6 -> say(200, new String(answer.body(), StandardCharsets.UTF_8).repeat(2));
            default -> throw new IllegalStateException();
        };
    }

    @Test
    void aPoisonPromptFailsAloneAndTheOthersAreAnswered() throws Exception {
        try (FaultServer server = FaultServer.start(request -> request.body().contains("prompt 7\"") ? new Act.Reset() : chat("ok"));
                HttpBackend backend = open(server, "parallel=8")) {
            Map<String, Completion> answers = askAll(backend, 100);

            assertThat(answers).hasSize(100);
            assertThat(answers.remove("prompt 7")).isInstanceOf(Completion.Failed.class);
            assertThat(answers.values()).allSatisfy(completion -> assertThat(completion).isInstanceOf(Text.class));
            assertThat(server.posts()).isLessThanOrEqualTo(99 + 2 * 10);
        }
    }

    @Test
    void aServerThatTurnsAwayWhatIsTooMuchIsNotAskedForTooMuchForLong() throws Exception {
        Semaphore slots = new Semaphore(16);
        AtomicInteger turnedAway = new AtomicInteger();
        try (FaultServer server = FaultServer.start(_ -> {
            if (!slots.tryAcquire()) {
                turnedAway.incrementAndGet();
                return say(429, "{}");
            }
            try {
                Thread.sleep(2);
                return chat("ok");
            } finally {
                slots.release();
            }
        }); HttpBackend backend = open(server, "parallel=256&attempts=50")) {
            assertThat(askAll(backend, 2000).values()).allSatisfy(completion -> assertThat(completion).isInstanceOf(Text.class));
            // Some 300 on a free machine; a client that never gives way is turned away fifteen times for each answer.
            assertThat(turnedAway.get()).isLessThan(1500);
        }
    }

    @Test
    void severalAddressesShareTheWork() throws Exception {
        try (FaultServer one = FaultServer.start(_ -> chat("ok")); FaultServer two = FaultServer.start(_ -> chat("ok"));
                HttpBackend backend = open(one, "parallel=8&endpoint=" + two.address())) {
            askAll(backend, 400);

            assertThat(one.posts() + two.posts()).isEqualTo(400);
            assertThat(List.of(one.posts(), two.posts())).allSatisfy(posts -> assertThat(posts).isGreaterThan(100));
        }
    }

    private static Map<String, Completion> askAll(HttpBackend backend, int prompts) throws InterruptedException {
        Map<String, Completion> answers = new ConcurrentHashMap<>();
        Semaphore free = new Semaphore(backend.parallelism());
        Thread[] threads = new Thread[prompts];
        for (int i = 0; i < prompts; i++) {
            String prompt = "prompt " + i;
            free.acquire();
            threads[i] = Thread.ofVirtual().start(() -> {
                try {
                    answers.put(prompt, HttpBackendTest.ask(backend, prompt));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    free.release();
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return answers;
    }

    private static HttpBackend open(FaultServer server, String options) throws InterruptedException {
        return HttpBackend.open(HttpOptions.of(ModelUri.parse(server.address() + "?" + options), Map.of()), Optional.empty(), new TurnedClock());
    }
}
