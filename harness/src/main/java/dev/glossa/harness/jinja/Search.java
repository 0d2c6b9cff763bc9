package dev.glossa.harness.jinja;

/// Finding a text in a text in time that a hostile template cannot stretch.
final class Search {
    /// From this length on the needle is prepared (Knuth, Morris and Pratt 1977), for the JDK's search takes
    /// length times length in the worst case.
    private static final int PREPARED = 32;

    private Search() {}

    static int indexOf(Run run, String text, String sought, int from) {
        if (sought.length() < PREPARED) {
            int found = text.indexOf(sought, from);
            run.spend(1 + cost((found < 0 ? text.length() : found) - Math.min(from, text.length()), sought.length()));
            return found;
        }
        if (text.length() - from < sought.length()) {
            return -1;
        }
        run.spend(sought.length());
        int[] fallback = new int[sought.length()];
        for (int i = 1, matched = 0; i < sought.length(); i++) {
            while (matched > 0 && sought.charAt(i) != sought.charAt(matched)) {
                matched = fallback[matched - 1];
            }
            matched += sought.charAt(i) == sought.charAt(matched) ? 1 : 0;
            fallback[i] = matched;
        }
        for (int i = from, matched = 0; i < text.length(); i++) {
            while (matched > 0 && text.charAt(i) != sought.charAt(matched)) {
                matched = fallback[matched - 1];
            }
            matched += text.charAt(i) == sought.charAt(matched) ? 1 : 0;
            if (matched == sought.length()) {
                run.spend(i - from);
                return i + 1 - matched;
            }
        }
        run.spend(text.length() - from);
        return -1;
    }

    private static long cost(int characters, int soughtLength) {
        return (long) characters * (soughtLength + 4) / 32;
    }

    static int lastIndexOf(Run run, String text, String sought) {
        if (sought.length() < PREPARED) {
            run.spend(1 + cost(text.length(), sought.length()));
            return text.lastIndexOf(sought);
        }
        String backwards = new StringBuilder(sought).reverse().toString();
        run.spend(text.length() + sought.length());
        // Reversal keeps surrogate pairs together in both, so a match stays a match.
        int found = indexOf(run, new StringBuilder(text).reverse().toString(), backwards, 0);
        return found < 0 ? -1 : text.length() - found - sought.length();
    }
}
