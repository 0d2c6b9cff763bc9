package dev.glossa.harness.jinja;

/// A search within `text[start:end]`, in Python's code points.
record Window(Text text, int from, int to, Given given, boolean beyond) {
    static Window of(Text text, Given given) {
        if (!given.isSome(1) && !given.isSome(2)) {
            return new Window(text, 0, text.length(), given, false);
        }
        int size = text.codePoints();
        long start = border(given.isSome(1) ? given.number(1) : 0, size);
        long stop = Math.min(border(given.isSome(2) ? given.number(2) : size, size), size);
        boolean beyond = start > size || start > stop;
        int from = beyond ? 0 : text.chars.offsetByCodePoints(0, (int) start);
        return new Window(text, from, beyond ? 0 : text.chars.offsetByCodePoints(from, (int) (stop - start)), given, beyond);
    }

    private static long border(int given, int size) {
        return given < 0 ? Math.max(0, (long) given + size) : given;
    }

    private String within() {
        return text.chars.substring(from, to);
    }

    boolean startsWith(String prefix) {
        return !beyond && to - from >= prefix.length() && text.chars.startsWith(prefix, from);
    }

    boolean endsWith(String suffix) {
        return !beyond && to - from >= suffix.length() && text.chars.startsWith(suffix, to - suffix.length());
    }

    /// The code point at which it is found, or -1.
    long find(Run run, boolean last) {
        String sought = given.text(0).chars;
        if (beyond) {
            return -1;
        }
        run.spend((to - from) / 16);
        int found = last ? Search.lastIndexOf(run, within(), sought) : Search.indexOf(run, within(), sought, 0);
        return found < 0 ? -1 : text.chars.codePointCount(0, from + found);
    }

    long count(Run run) {
        String sought = given.text(0).chars;
        if (beyond) {
            return 0;
        }
        String within = within();
        run.spend(within.length());
        if (sought.isEmpty()) {
            return within.codePointCount(0, within.length()) + 1;
        }
        long count = 0;
        for (int at = Search.indexOf(run, within, sought, 0); at >= 0;
                at = Search.indexOf(run, within, sought, at + sought.length())) {
            count++;
        }
        return count;
    }
}
