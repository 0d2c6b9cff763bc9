package dev.glossa.harness.run;

import java.util.Arrays;

/// The shares of strata in a limited number of places, by the quota method of Balinski and Young (The American Mathematical
/// Monthly 82, 1975): each share is its proportional part rounded down or up, as with the largest remainder, and no share
/// shrinks when the number of places grows. The largest remainder breaks that second promise (the Alabama paradox), and a
/// larger selection would then lose items of a smaller one.
final class Shares {
    private Shares() {}

    /// Gives one place after the other to the stratum with the most items for its next place, among those that would stay
    /// within their proportional part rounded up; the earlier stratum where two are equal.
    ///
    /// @param places at most the sum of the sizes
    static int[] of(int places, long[] sizes) {
        long all = Arrays.stream(sizes).sum();
        int[] shares = new int[sizes.length];
        for (long place = 1; place <= places; place++) {
            int next = -1;
            for (int i = 0; i < sizes.length; i++) {
                boolean withinQuota = shares[i] * all < sizes[i] * place;
                if (withinQuota && (next < 0 || sizes[i] * (shares[next] + 1L) > sizes[next] * (shares[i] + 1L))) {
                    next = i;
                }
            }
            shares[next]++;
        }
        return shares;
    }
}
