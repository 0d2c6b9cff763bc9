package dev.glossa.runner;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.net.http.HttpClient;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/// A Java machine that ends at once, with an exit code of its own, when anything in it reaches for a socket or looks up the
/// name of a host: through channels (and so `HttpClient`), through `java.net.Socket` or through `InetAddress`.
final class NoSockets {
    static final int TRAPPED = 99;
    private static final String ARMED = "glossa.test.no-sockets";

    private NoSockets() {}

    /// `java -Dglossa.test.no-sockets -Djava.nio.channels.spi.SelectorProvider=…$Channels NoSockets COMMAND… ; COMMAND…`; the words
    /// `reach socket`, `reach server`, `reach datagram`, `reach name` and `reach http` try the trap itself.
    @SuppressWarnings({"deprecation", "try"})
    public static void main(String... arguments) throws IOException {
        Socket.setSocketImplFactory(NoSockets::socket);
        ServerSocket.setSocketFactory(NoSockets::socket);
        DatagramSocket.setDatagramSocketImplFactory(() -> {
            throw trap("DatagramSocket");
        });
        if (arguments[0].equals("reach")) {
            switch (arguments[1]) {
                case "socket" -> new Socket("127.0.0.1", 9).close();
                case "server" -> new ServerSocket(0).close();
                case "datagram" -> new DatagramSocket().close();
                case "name" -> InetAddress.getByName("hub.invalid");
                case "http" -> HttpClient.newHttpClient().close();
                default -> throw new IllegalArgumentException(arguments[1]);
            }
            System.exit(0);
        }
        CommandLines.main(arguments);
    }

    static String[] flags() {
        return new String[] {"-D" + ARMED, "-Djava.nio.channels.spi.SelectorProvider=" + Channels.class.getName()};
    }

    private static SocketImpl socket() {
        throw trap("java.net.Socket");
    }

    private static Error trap(String what) {
        new Exception("trapped: " + what).printStackTrace();
        Runtime.getRuntime().halt(TRAPPED);
        return new AssertionError();
    }

    /// Trapped channels.
    public static final class Channels extends SelectorProvider {
        @Override
        public DatagramChannel openDatagramChannel() {
            throw trap("DatagramChannel");
        }

        @Override
        public DatagramChannel openDatagramChannel(ProtocolFamily family) {
            throw trap("DatagramChannel");
        }

        @Override
        public Pipe openPipe() {
            throw trap("Pipe");
        }

        @Override
        public AbstractSelector openSelector() {
            throw trap("Selector");
        }

        @Override
        public ServerSocketChannel openServerSocketChannel() {
            throw trap("ServerSocketChannel");
        }

        @Override
        public SocketChannel openSocketChannel() {
            throw trap("SocketChannel");
        }
    }

    /// Trapped names of hosts; where the trap is not armed, the machine's own resolver.
    public static final class Names extends InetAddressResolverProvider {
        @Override
        public InetAddressResolver get(Configuration configuration) {
            if (System.getProperty(ARMED) == null) {
                return configuration.builtinResolver();
            }
            return new InetAddressResolver() {
                @Override
                public java.util.stream.Stream<InetAddress> lookupByName(String host, LookupPolicy policy) {
                    throw trap("the name " + host);
                }

                @Override
                public String lookupByAddress(byte[] address) {
                    throw trap("the name of an address");
                }
            };
        }

        @Override
        public String name() {
            return "no names";
        }
    }
}
