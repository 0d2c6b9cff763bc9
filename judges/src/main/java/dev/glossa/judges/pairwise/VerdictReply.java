package dev.glossa.judges.pairwise;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What a judge's reply to a comparison says: the last verdict in it counts. Lenient about how a label is written (other
/// brackets, letters of other alphabets that look alike, escapes, spaces), never about which it is. A verdict that the reply
/// quotes from what was compared is none, wherever it stands.
sealed interface VerdictReply {
    /// @param fired which leniencies were needed, for the note
    record Said(Verdict verdict, List<String> fired) implements VerdictReply {}

    record Unreadable(String why) implements VerdictReply {}

    int LONGEST = 1 << 20;
    /// As arena-hard-auto reads: the last match of the first pattern that matches at all, in capitals.
    List<Pattern> ORIGINAL = List.of(Pattern.compile("\\[\\[([AB<>=]+)\\]\\]"), Pattern.compile("\\[([AB<>=]+)\\]"));
    String INSIDE = "[\\s*_`]{0,4}([AB][\\s]{0,2}[<>=]{1,3}[\\s]{0,2}[AB])[\\s*_`]{0,4}";
    List<Pattern> LENIENT = List.of(Pattern.compile("\\[\\[" + INSIDE + "\\]\\]"), Pattern.compile("\\[" + INSIDE + "\\]"));

    /// The verdict as arena-hard-auto takes it from a reply.
    static VerdictReply original(String reply) {
        String upper = reply.toUpperCase(java.util.Locale.ROOT);
        for (Pattern pattern : ORIGINAL) {
            List<MatchResult> found = pattern.matcher(upper).results().toList();
            if (!found.isEmpty()) {
                String label = found.getLast().group(1);
                Verdict verdict = Verdict.spelled(label);
                return verdict == null ? new Unreadable("'" + shortened(label) + "' is no verdict") : new Said(verdict, List.of());
            }
        }
        return new Unreadable("no verdict such as [[A>B]]");
    }

    /// @param cutOff whether the reply ended at its token limit
    /// @param shown  the question and the answers that the judge read
    static VerdictReply of(String reply, boolean cutOff, List<String> shown) {
        if (reply.length() > LONGEST) {
            return new Unreadable("a reply of " + reply.length() + " characters");
        }
        String text = Spelling.plain(reply);
        List<String> compared = shown.stream().map(Spelling::plain).toList();
        List<String> fired = new ArrayList<>();
        for (int p = 0; p < LENIENT.size(); p++) {
            List<MatchResult> found = LENIENT.get(p).matcher(text).results().toList();
            for (MatchResult match : found.reversed()) {
                if (Quotation.is(text, match, cutOff, compared)) {
                    fired.add("quoted verdict ignored");
                    continue;
                }
                String label = match.group(1).replaceAll("\\s", "");
                Verdict verdict = Verdict.spelled(label);
                if (verdict == null) {
                    return new Unreadable("'" + label + "' is no verdict");
                }
                if (p > 0) {
                    fired.add("single brackets");
                }
                if (!reply.contains(match.group())) {
                    fired.add("spelling");
                }
                return new Said(verdict, fired.stream().distinct().toList());
            }
            if (!found.isEmpty()) {
                break; // what double brackets hold is not read again between single ones
            }
        }
        return new Unreadable(fired.isEmpty() ? "no verdict such as [[A>B]]" : "no verdict but those that stand in what was compared");
    }

    private static String shortened(String label) {
        return label.length() <= 40 ? label : label.substring(0, 40) + "…";
    }
}
