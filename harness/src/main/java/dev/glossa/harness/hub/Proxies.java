package dev.glossa.harness.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// The proxies that the environment names, as curl and Python's tools read them: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and,
/// for hosts that are reached without one, `NO_PROXY`; each also in small letters.
final class Proxies extends ProxySelector {
    private final Map<String, Proxy> byScheme;
    private final List<String> without;

    private Proxies(Map<String, Proxy> byScheme, List<String> without) {
        this.byScheme = byScheme;
        this.without = without;
    }

    /// @param variables what the environment says under a name
    /// @throws IllegalArgumentException where an address is none of a proxy
    static Optional<Proxies> of(Function<String, Optional<String>> variables) {
        Map<String, Proxy> byScheme = new TreeMap<>();
        for (String scheme : List.of("http", "https")) {
            for (String name : List.of(scheme + "_proxy", "all_proxy")) {
                either(variables, name).ifPresent(text -> byScheme.putIfAbsent(scheme, proxy(name.toUpperCase(Locale.ROOT), text)));
            }
        }
        List<String> without = Arrays.stream(either(variables, "no_proxy").orElse("").split("[,\\s]+"))
                .map(host -> host.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", "")).filter(host -> !host.isEmpty()).toList();
        return byScheme.isEmpty() ? Optional.empty() : Optional.of(new Proxies(byScheme, without));
    }

    private static Optional<String> either(Function<String, Optional<String>> variables, String name) {
        return variables.apply(name).or(() -> variables.apply(name.toUpperCase(Locale.ROOT)));
    }

    private static Proxy proxy(String name, String text) {
        try {
            URI address = URI.create(text.contains("://") ? text.strip() : "http://" + text.strip());
            if ("http".equalsIgnoreCase(address.getScheme()) && address.getHost() != null && address.getUserInfo() == null) {
                return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), address.getPort() < 0 ? 80 : address.getPort()));
            }
        } catch (IllegalArgumentException e) {
            // told below, without what may be a password
        }
        throw new IllegalArgumentException(name + " is no address of a proxy that can be used; http://HOST:PORT, without a name and password, is one");
    }

    @Override
    public List<Proxy> select(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        boolean isWithout = without.stream().anyMatch(one -> one.equals("*") || host.equals(one) || host.endsWith("." + one));
        return List.of(isWithout ? Proxy.NO_PROXY : byScheme.getOrDefault(address.getScheme().toLowerCase(Locale.ROOT), Proxy.NO_PROXY));
    }

    /// The request fails, and is made again as any other that could not connect.
    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {}
}
