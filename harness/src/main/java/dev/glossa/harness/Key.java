package dev.glossa.harness;

import java.util.Comparator;

/// What identifies one line of a journal.
///
/// @param sample the sample's id as text
/// @param repeat which of `--repeat` askings this is, from 0
/// @param role   empty for the model's own answer; otherwise the judge, game, canary or re-ask
public record Key(String sample, int repeat, String role) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::sample).thenComparingInt(Key::repeat).thenComparing(Key::role);

    public Key {
        if (repeat < 0) {
            throw new IllegalArgumentException(sample + ": repeat " + repeat + " is negative; the first is 0");
        }
    }

    public static Key of(SampleId sample) {
        return new Key(sample.toString(), 0, "");
    }

    public Key as(String role) {
        return new Key(sample, repeat, role);
    }

    /// The key of a call that is made about this answer, such as a judge's: two calls about a model's answer and about one of
    /// its canaries never share one.
    public Key call(String name) {
        return as(role.isEmpty() ? name : role + "/" + name);
    }

    /// The key of the answer that a call is about.
    public Key answer() {
        int call = role.indexOf('/');
        return as(!role.startsWith(Canary.ROLE) ? "" : call < 0 ? role : role.substring(0, call));
    }

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return sample + (repeat == 0 ? "" : "#" + repeat) + (role.isEmpty() ? "" : "@" + role);
    }
}
