package dev.glossa.harness.backend.http;

import static dev.glossa.harness.backend.http.FaultServer.chat;
import static dev.glossa.harness.backend.http.FaultServer.say;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// A server as a user's command starts it: ready after a while, and mortal.
final class StubServer {
    private StubServer() {}

    /// @param arguments port, model, and a file that counts how often servers were started; a model named `never` never
    ///                  gets ready, `broken` ends at once
    public static void main(String[] arguments) throws Exception {
        String model = arguments[1];
        Path starts = Path.of(arguments[2]);
        Files.writeString(starts, Files.exists(starts) ? Files.readString(starts) + "x" : "x");
        System.out.println("loading " + model + " for " + System.getenv("GREETING"));
        if (model.equals("broken")) {
            System.err.println("out of memory: ሞዴል");
            System.exit(3);
        }
        AtomicInteger served = new AtomicInteger();
        FaultServer server = FaultServer.start(Integer.parseInt(arguments[0]), request -> {
            if (request.body().contains("die")) {
                Runtime.getRuntime().halt(137);
            }
            if (request.body().contains("stumble") && Files.notExists(starts.resolveSibling("stumbled"))) {
                touch(starts.resolveSibling("stumbled"));
                Runtime.getRuntime().halt(137);
            }
            return chat("answer " + served.incrementAndGet());
        });
        server.page("/v1/models", "{\"data\":[{\"id\":\"" + model + "\",\"owned_by\":\"vllm\"}]}");
        server.page("/health", say(503, "{}"));
        if (!model.equals("never")) {
            Thread.sleep(100);
            server.page("/health", "{}");
        }
        Thread.currentThread().join();
    }

    private static void touch(Path file) {
        try {
            Files.writeString(file, "");
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
