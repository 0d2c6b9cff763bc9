package dev.glossa.harness.jinja;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;

/// The methods of Python's `str`; each keeps the origin of every character.
final class StringMethods {
    static final Map<String, Builtin> TABLE = new HashMap<>();

    private StringMethods() {}

    static {
        add("upper", "/", (run, self, _) -> changed(run, self, Letters::upper));
        add("lower", "/", (run, self, _) -> changed(run, self, Letters::lower));
        add("casefold", "/", (run, self, _) -> changed(run, self, Letters::folded));
        add("swapcase", "/", (run, self, _) -> changed(run, self, Letters::swapped));
        add("title", "/", (run, self, _) -> changed(run, self, Letters::titled));
        add("capitalize", "/", (run, self, _) -> Letters.capitalized(run, self));

        add("strip", "/ chars=", (run, self, given) -> strip(run, self, given, true, true));
        add("lstrip", "/ chars=", (run, self, given) -> strip(run, self, given, true, false));
        add("rstrip", "/ chars=", (run, self, given) -> strip(run, self, given, false, true));
        add("removeprefix", "/ prefix", (_, self, given) -> self.chars.startsWith(given.text(0).chars)
                ? self.slice(given.text(0).length(), self.length()) : self);
        add("removesuffix", "/ suffix", (_, self, given) -> self.chars.endsWith(given.text(0).chars)
                ? self.slice(0, self.length() - given.text(0).length()) : self);

        add("startswith", "/ prefix start= end=", (run, self, given) -> Value.of(affix(run, self, given, true)));
        add("endswith", "/ suffix start= end=", (run, self, given) -> Value.of(affix(run, self, given, false)));
        add("find", "/ sub start= end=", (run, self, given) -> Value.of(Window.of(self, given).find(run, false)));
        add("rfind", "/ sub start= end=", (run, self, given) -> Value.of(Window.of(self, given).find(run, true)));
        add("index", "/ sub start= end=", (run, self, given) -> found(Window.of(self, given).find(run, false)));
        add("rindex", "/ sub start= end=", (run, self, given) -> found(Window.of(self, given).find(run, true)));
        add("count", "/ sub start= end=", (run, self, given) -> Value.of(Window.of(self, given).count(run)));

        add("replace", "/ old new count=", (run, self, given) ->
                replace(run, self, joinable(run, self, given.value(0), given), joinable(run, self, given.value(1), given),
                        given.number(2, -1)));
        add("split", "sep= maxsplit=", (run, self, given) -> Splitting.split(run, self, given, false));
        add("rsplit", "sep= maxsplit=", (run, self, given) -> Splitting.split(run, self, given, true));
        add("splitlines", "keepends=", (run, self, given) -> Splitting.lines(run, self, given.flag(0, false)));
        add("partition", "/ sep", (run, self, given) -> Splitting.partition(run, self, given.text(0), false));
        add("rpartition", "/ sep", (run, self, given) -> Splitting.partition(run, self, given.text(0), true));
        add("join", "/ values", (run, self, given) -> join(run, self, given.value(0)));

        add("center", "/ width fillchar=", (run, self, given) -> Padding.center(run, self, given));
        add("ljust", "/ width fillchar=", (run, self, given) -> Padding.pad(run, self, given, false));
        add("rjust", "/ width fillchar=", (run, self, given) -> Padding.pad(run, self, given, true));
        add("zfill", "/ width", (run, self, given) -> Padding.zeros(run, self, given.number(0)));
        add("expandtabs", "tabsize=", (run, self, given) -> Padding.tabs(run, self, given.number(0, 8)));
        add("format", "* **", (run, self, given) -> BraceFormat.format(run, self, given.all()));
        add("format_map", "/ mapping", (run, self, given) -> BraceFormat.formatMap(run, self, given.value(0)));

        all("isspace", Characters::isSpace);
        all("isalpha", Character::isLetter);
        all("isdecimal", point -> Character.getType(point) == Character.DECIMAL_DIGIT_NUMBER);
        all("isdigit", Letters::isDigit);
        all("isnumeric", Letters::isNumeric);
        all("isalnum", point -> Character.isLetter(point) || Letters.isNumeric(point));
        add("isascii", "/", (_, self, _) -> Value.of(self.chars.chars().allMatch(unit -> unit < 0x80)));
        add("isprintable", "/", (_, self, _) -> Value.of(self.chars.codePoints().allMatch(Characters::isPrintable)));
        add("isupper", "/", (_, self, _) -> Value.of(Letters.isAll(self.chars, true)));
        add("islower", "/", (_, self, _) -> Value.of(Letters.isAll(self.chars, false)));
        add("istitle", "/", (_, self, _) -> Value.of(Letters.isTitled(self.chars)));
        add("isidentifier", "/", (_, self, _) -> Value.of(Letters.isIdentifier(self.chars)));
    }

    private interface OnText {
        Value apply(Run run, Text self, Given given);
    }

    private static void add(String name, String signature, OnText method) {
        Builtin.add(TABLE, "method", name, signature, (run, self, given) -> {
            run.spend(((Text) self).length() / 4);
            return method.apply(run, (Text) self, given);
        });
    }

    private static void all(String name, IntPredicate test) {
        add(name, "/", (_, self, _) -> Value.of(!self.chars.isEmpty() && self.chars.codePoints().allMatch(test)));
    }

    static Text changed(Run run, Text text, java.util.function.UnaryOperator<String> change) {
        // No letter becomes more than three.
        run.spend(3L * text.length());
        return text.mapped(change);
    }

    private static Value found(long index) {
        if (index < 0) {
            throw new TemplateException("substring not found");
        }
        return Value.of(index);
    }

    /// A text that is put into a safe one is escaped first.
    private static Text joinable(Run run, Text self, Value value, Given given) {
        if (!(value instanceof Text text)) {
            throw new TemplateException(given.what() + " needs text, not " + value.type());
        }
        return self.markup ? Markup.escape(run, text) : text;
    }

    private static Text strip(Run run, Text self, Given given, boolean left, boolean right) {
        Text result = strip(self, given.text(0, null), left, right);
        run.spend(result.length());
        return result;
    }

    /// @param chars the characters to take away, null for white space
    static Text strip(Text self, Text chars, boolean left, boolean right) {
        IntPredicate goes = chars == null ? Characters::isSpace : setOf(chars.chars);
        int start = 0;
        int end = self.length();
        while (left && start < end && goes.test(self.chars.codePointAt(start))) {
            start += Character.charCount(self.chars.codePointAt(start));
        }
        while (right && end > start && goes.test(self.chars.codePointBefore(end))) {
            end -= Character.charCount(self.chars.codePointBefore(end));
        }
        return self.slice(start, end);
    }

    private static IntPredicate setOf(String chars) {
        int[] sorted = chars.codePoints().sorted().toArray();
        return point -> java.util.Arrays.binarySearch(sorted, point) >= 0;
    }

    private static boolean affix(Run run, Text self, Given given, boolean start) {
        List<Value> affixes = given.value(0) instanceof Value.Tuple tuple ? tuple.values() : List.of(given.value(0));
        Window window = Window.of(self, given);
        for (Value affix : affixes) {
            if (!(affix instanceof Text text)) {
                throw new TemplateException(given.what() + " needs text or a tuple of texts, not " + affix.type());
            }
            run.spend(1 + text.length() / 16);
            if (start ? window.startsWith(text.chars) : window.endsWith(text.chars)) {
                return true;
            }
        }
        return false;
    }

    static Text replace(Run run, Text self, Text old, Text replacement, int count) {
        TextBuilder out = new TextBuilder(run);
        int left = count < 0 ? Integer.MAX_VALUE : count;
        int done = 0;
        if (old.length() == 0) {
            while (left-- > 0) {
                out.append(replacement);
                if (done == self.length()) {
                    return out.text().markup(self.markup);
                }
                int next = done + Character.charCount(self.chars.codePointAt(done));
                out.append(self, done, next);
                done = next;
            }
        } else {
            for (int at; left-- > 0 && (at = Search.indexOf(run, self.chars, old.chars, done)) >= 0; done = at + old.length()) {
                out.append(self, done, at).append(replacement);
            }
        }
        return out.append(self, done, self.length()).text().markup(self.markup);
    }

    static Text join(Run run, Text separator, Value values) {
        List<Value> parts = new ArrayList<>(Sequences.list(run, values));
        TextBuilder out = new TextBuilder(run);
        boolean markup = separator.markup;
        for (int i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof Text part)) {
                throw new TemplateException("sequence item " + i + ": expected str instance, " + parts.get(i).type()
                        + " found");
            }
            out.append(i == 0 ? Text.EMPTY : separator).append(markup ? Markup.escape(run, part) : part);
        }
        return out.text().markup(markup);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
