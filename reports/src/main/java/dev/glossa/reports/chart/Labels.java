package dev.glossa.reports.chart;

import dev.glossa.harness.Language;
import dev.glossa.reports.Visible;
import java.awt.Font;

/// Fonts, and the names of languages in them.
///
/// Only logical fonts: Java composes them of what the machine has for each script and shapes the text, whereas a physical
/// font shows boxes for every script but its own.
final class Labels {
    private static final int LONGEST = 34;
    /// Left-to-right mark: the code stands after the name whatever direction the name has.
    private static final String FORWARD = "\u200E";

    private Labels() {}

    static Font font(int style, float size) {
        return new Font(Font.SANS_SERIF, style, 1).deriveFont(size);
    }

    static Font plain(float size) {
        return font(Font.PLAIN, size);
    }

    /// The language's own name and its code; the English name where no font of the machine can show the own name.
    static String of(Language language, Font font) {
        String name = shows(font, language.ownName()) ? language.ownName() : language.name();
        return FORWARD + Visible.line(name, LONGEST) + " (" + language.code() + ")";
    }

    static boolean shows(Font font, String text) {
        return !text.isBlank() && font.canDisplayUpTo(text) == -1;
    }

    /// A model's name as a legend has room for it.
    static String model(String name) {
        return Visible.line(name, 44);
    }
}
