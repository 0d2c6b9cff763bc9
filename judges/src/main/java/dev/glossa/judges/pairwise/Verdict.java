package dev.glossa.judges.pairwise;

import dev.glossa.harness.Battle;
import java.util.Map;

/// What a judge says of two answers, from "A is much better" to "B is much better".
enum Verdict {
    A_MUCH(1, true),
    A(1, false),
    TIE(0.5, false),
    B(0, false),
    B_MUCH(0, true);

    /// How often a clear verdict counts.
    static final int WEIGHT = 3;

    private static final Map<String, Verdict> SPELLINGS = Map.of("A>>B", A_MUCH, "A>B", A, "A=B", TIE, "B>A", B, "B>>A", B_MUCH,
            "B<<A", A_MUCH, "B<A", A, "B=A", TIE, "A<B", B, "A<<B", B_MUCH);

    private final double points;
    private final boolean clear;

    /// @param points of the first answer
    Verdict(double points, boolean clear) {
        this.points = points;
        this.clear = clear;
    }

    /// The verdict of a label's inner text; null for anything but the ten spellings.
    static Verdict spelled(String label) {
        return SPELLINGS.get(label);
    }

    /// The game from the side of the answer that was shown first, or second.
    Battle.Game game(boolean first) {
        return new Battle.Game(first ? points : 1 - points, clear ? WEIGHT : 1);
    }
}
