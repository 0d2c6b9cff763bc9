package dev.glossa.harness.backend.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/// A server in a process of its own that answers every chat with the same words, as fast as it can or after a given time:
/// what requests per second are measured against. Its first line of output is its port; it ends with its standard input.
final class LoopbackServer {
    private static final byte[] MODELS = reply("{\"data\":[{\"id\":\"tiny\",\"owned_by\":\"vllm\",\"max_model_len\":8192}]}");
    private static final byte[] CHAT = reply("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"tiny\",\"choices\":[{\"index\":0,"
            + "\"message\":{\"role\":\"assistant\",\"content\":\"" + "ሰላም ለዓለም ".repeat(20) + "\"},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":40,\"total_tokens\":90,\"completion_tokens\":50}}");

    private LoopbackServer() {}

    /// @param arguments milliseconds that an answer takes, and how many are worked on at once; 0 for no limit
    public static void main(String[] arguments) throws IOException {
        long millis = Long.parseLong(arguments[0]);
        int slots = Integer.parseInt(arguments[1]);
        Semaphore free = new Semaphore(slots == 0 ? Integer.MAX_VALUE : slots);
        ServerSocket listening = new ServerSocket(0, 4096, InetAddress.getLoopbackAddress());
        System.out.println(listening.getLocalPort());
        Thread.ofPlatform().daemon().start(() -> {
            while (true) {
                try {
                    Socket socket = listening.accept();
                    Thread.ofVirtual().start(() -> serve(socket, millis, free));
                } catch (IOException e) {
                    return;
                }
            }
        });
        while (System.in.read() >= 0) {
            // until whoever started it is gone
        }
        System.exit(0);
    }

    private static void serve(Socket socket, long millis, Semaphore free) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
            OutputStream out = socket.getOutputStream();
            byte[] line = new byte[1 << 12];
            for (int length = line(in, line); length >= 0; length = line(in, line)) {
                boolean post = line[0] == 'P';
                int body = 0;
                for (length = line(in, line); length > 0; length = line(in, line)) {
                    if (length > 15 && (line[0] | 32) == 'c' && line[7] == '-' && (line[8] | 32) == 'l') {
                        body = Integer.parseInt(new String(line, 15, length - 15, StandardCharsets.US_ASCII).strip());
                    }
                }
                in.skipNBytes(body);
                if (post && millis > 0) {
                    free.acquire();
                    Thread.sleep(millis);
                    free.release();
                }
                out.write(post ? CHAT : MODELS);
            }
        } catch (IOException | InterruptedException e) {
            // the client has gone
        }
    }

    private static int line(InputStream in, byte[] line) throws IOException {
        int length = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return -1;
            }
            if (b != '\r') {
                line[length++] = (byte) b;
            }
        }
        return length;
    }

    private static byte[] reply(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n" + json).getBytes(StandardCharsets.UTF_8);
    }
}
