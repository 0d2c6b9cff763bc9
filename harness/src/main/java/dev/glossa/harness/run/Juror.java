package dev.glossa.harness.run;

import dev.glossa.harness.Backend;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A judge model and its say in a jury.
///
/// @param name   in roles of journal lines and in tables; no two jurors of a jury share one
/// @param weight above 0; what counts is its share of all weights
public record Juror(String name, Backend backend, double weight) {
    public Juror {
        if (!(weight > 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException("a judge's weight of " + weight + " is none; it is a number above 0, such as 2 or 0.5");
        }
    }

    /// A judge without company.
    public static Juror alone(Backend backend) {
        return new Juror(plain(backend.identity().name()), backend, 1);
    }

    /// Judges of equal names are told apart by numbers.
    public static List<Juror> named(List<Backend> backends, List<Double> weights) {
        Set<String> taken = new HashSet<>();
        List<Juror> jurors = new ArrayList<>();
        for (int i = 0; i < backends.size(); i++) {
            String base = plain(backends.get(i).identity().name());
            String name = base;
            for (int n = 2; !taken.add(name); n++) {
                name = base + "-" + n;
            }
            jurors.add(new Juror(name, backends.get(i), weights.get(i)));
        }
        return List.copyOf(jurors);
    }

    private static String plain(String name) {
        String line = name.replaceAll("[\\p{Cntrl}\\p{Cf}|@]+", "_").strip();
        return line.isEmpty() ? "judge" : line.substring(0, line.offsetByCodePoints(0, Math.min(80, line.codePointCount(0, line.length()))));
    }
}
