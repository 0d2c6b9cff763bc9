package dev.glossa.judges.sacrebleu;

/// Strings of JSON, as Python's `json.dumps` writes them. The package depends on no library.
final class Json {

    private Json() {}

    static String text(String text) {
        return quoted(text, false);
    }

    /// With everything beyond ASCII escaped.
    static String ascii(String text) {
        return quoted(text, true);
    }

    private static String quoted(String text, boolean ascii) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || ascii && c > '~') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
