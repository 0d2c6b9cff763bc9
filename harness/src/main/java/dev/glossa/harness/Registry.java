package dev.glossa.harness;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The services of one kind by name. A miss lists the names there are.
public final class Registry<T> {
    private final String kind;
    private final Map<String, T> services;

    private Registry(String kind, Map<String, T> services) {
        this.kind = kind;
        this.services = services;
    }

    public static Registry<Benchmark> benchmarks() {
        return load("benchmark", Benchmark.class, b -> List.of(b.name()));
    }

    public static Registry<Metric> metrics() {
        return load("metric", Metric.class, m -> List.of(m.name()));
    }

    public static Registry<Backend.Provider> backends() {
        return load("model scheme", Backend.Provider.class, Backend.Provider::schemes);
    }

    /// Opens the backend that a model URI names.
    public static Backend open(ModelUri uri, Backend.Settings settings) {
        return backends().find(uri.scheme()).open(uri, settings);
    }

    static <T> Registry<T> of(String kind, Iterable<T> services, Function<T, ? extends Iterable<String>> names) {
        Map<String, T> byName = new TreeMap<>();
        for (T service : services) {
            for (String name : names.apply(service)) {
                T other = byName.put(name, service);
                if (other != null) {
                    throw new IllegalStateException("two services are the %s '%s': %s and %s".formatted(
                            kind, name, other.getClass().getName(), service.getClass().getName()));
                }
            }
        }
        return new Registry<>(kind, byName);
    }

    private static <T> Registry<T> load(String kind, Class<T> type, Function<T, ? extends Iterable<String>> names) {
        return of(kind, ServiceLoader.load(type), names);
    }

    public T find(String name) {
        T service = services.get(name);
        if (service == null) {
            throw new IllegalArgumentException("no %s named '%s'; %sthere are %s".formatted(
                    kind, name,
                    Nearest.to(name, services.keySet()).map(n -> "did you mean '" + n + "'? ").orElse(""),
                    new TreeSet<>(services.keySet())));
        }
        return service;
    }

    /// Every service by name, in alphabetical order.
    public Map<String, T> all() {
        return new LinkedHashMap<>(services);
    }
}
