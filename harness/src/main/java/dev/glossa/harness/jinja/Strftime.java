package dev.glossa.harness.jinja;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;

/// `strftime_now(format)`: a day that the caller chose, at midnight, in the C locale. A clock would give another
/// prompt, and so another number, every day.
final class Strftime {
    private Strftime() {}

    static Text format(Run run, Text format) {
        if (run.date == null) {
            throw new TemplateException("strftime_now needs a date, and none was given");
        }
        TextBuilder out = new TextBuilder(run);
        String chars = format.chars;
        int done = 0;
        for (int at = chars.indexOf('%'); at >= 0 && at + 1 < chars.length(); at = chars.indexOf('%', done)) {
            out.append(format, done, at);
            // A dash asks for no zeros in front.
            boolean bare = chars.charAt(at + 1) == '-' && at + 2 < chars.length();
            int letter = bare ? at + 2 : at + 1;
            String part = part(run.date, chars.charAt(letter));
            out.append(part == null ? chars.substring(at, letter + 1) : bare ? part.replaceFirst("^0+(?=\\d)", "") : part);
            done = letter + 1;
        }
        return out.append(format, done, chars.length()).text();
    }

    private static String part(LocalDate date, char letter) {
        return switch (letter) {
            case 'a' -> date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'A' -> date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' -> date.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'B' -> date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'c' -> String.format(Locale.ROOT, "%s %s %2d 00:00:00 %d", part(date, 'a'), part(date, 'b'), date.getDayOfMonth(), date.getYear());
            case 'C' -> two(date.getYear() / 100);
            case 'd' -> two(date.getDayOfMonth());
            case 'D', 'x' -> part(date, 'm') + "/" + part(date, 'd') + "/" + part(date, 'y');
            case 'e' -> String.format(Locale.ROOT, "%2d", date.getDayOfMonth());
            case 'f' -> "000000";
            case 'F' -> String.format(Locale.ROOT, "%d-%02d-%02d", date.getYear(), date.getMonthValue(), date.getDayOfMonth());
            case 'g' -> two(date.get(IsoFields.WEEK_BASED_YEAR) % 100);
            case 'G' -> Integer.toString(date.get(IsoFields.WEEK_BASED_YEAR));
            case 'H', 'M', 'S' -> "00";
            case 'I' -> "12";
            case 'j' -> String.format(Locale.ROOT, "%03d", date.getDayOfYear());
            case 'k' -> " 0";
            case 'l' -> "12";
            case 'm' -> two(date.getMonthValue());
            case 'n' -> "\n";
            case 'p' -> "AM";
            case 'P' -> "am";
            case 'r' -> "12:00:00 AM";
            case 'R' -> "00:00";
            case 's' -> Long.toString(ChronoUnit.SECONDS.between(LocalDate.EPOCH.atStartOfDay(), date.atStartOfDay()));
            case 't' -> "\t";
            case 'T', 'X' -> "00:00:00";
            case 'u' -> Integer.toString(date.getDayOfWeek().getValue());
            case 'U' -> two((date.getDayOfYear() + 6 - date.getDayOfWeek().getValue() % 7) / 7);
            case 'V' -> two(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'w' -> Integer.toString(date.getDayOfWeek().getValue() % 7);
            case 'W' -> two((date.getDayOfYear() + 7 - date.getDayOfWeek().getValue()) / 7);
            case 'y' -> two(date.getYear() % 100);
            case 'Y' -> Integer.toString(date.getYear());
            case 'z', 'Z' -> "";
            case '%' -> "%";
            default -> null;
        };
    }

    private static String two(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }
}
