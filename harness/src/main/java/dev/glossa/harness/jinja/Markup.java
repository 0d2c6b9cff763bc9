package dev.glossa.harness.jinja;

/// HTML escaping as MarkupSafe does it. Templates seldom mean it, but `safe` brings it in: text added to a
/// safe text is escaped, and real prompts were trained on what came out.
final class Markup {
    private Markup() {}

    static Text escape(Run run, Value value) {
        if (value instanceof Text text && text.markup) {
            return text;
        }
        Text text = Show.text(run, value);
        TextBuilder out = new TextBuilder(run);
        int plain = 0;
        for (int at = 0; at < text.length(); at++) {
            String escaped = switch (text.chars.charAt(at)) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '\'' -> "&#39;";
                case '"' -> "&#34;";
                default -> null;
            };
            if (escaped != null) {
                out.append(text, plain, at).append(escaped, text.isContentAt(at));
                plain = at + 1;
            }
        }
        return out.append(text, plain, text.length()).text().markup(true);
    }
}
