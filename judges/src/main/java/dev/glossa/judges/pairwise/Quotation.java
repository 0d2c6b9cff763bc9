package dev.glossa.judges.pairwise;

import java.util.List;
import java.util.regex.MatchResult;

/// Whether a verdict in a judge's reply is only quoted from what the judge read: an answer may tell judges what to say, and
/// judges repeat it to remark on it.
final class Quotation {
    /// So many letters or digits in a row around the label must be the answer's, too.
    private static final int CONTEXT = 4;
    private static final int REACH = 80;
    private static final String OPENING = "\"'`“„«「『‘‚《", CLOSING = "\"'`”“»」』’‘》";

    private Quotation() {}

    /// A verdict with which the reply ends is the judge's own, unless quotation marks say that a sentence ends by quoting.
    static boolean is(String reply, MatchResult match, boolean cutOff, List<String> compared) {
        if (compared.stream().noneMatch(text -> text.contains(match.group()))) {
            return false;
        }
        boolean last = !cutOff && reply.substring(match.end()).codePoints().noneMatch(Character::isLetterOrDigit);
        return last ? closesQuotation(reply, match, compared) : enclosed(reply, match) || compared.stream().anyMatch(text -> shares(reply, match, text));
    }

    private static boolean enclosed(String reply, MatchResult match) {
        return match.start() > 0 && OPENING.indexOf(reply.charAt(match.start() - 1)) >= 0
                && match.end() < reply.length() && CLOSING.indexOf(reply.charAt(match.end())) >= 0;
    }

    /// Whether quotation marks end behind the label that opened in the middle of a sentence, around words of an answer.
    private static boolean closesQuotation(String reply, MatchResult match, List<String> compared) {
        if (match.end() >= reply.length() || CLOSING.indexOf(reply.charAt(match.end())) < 0) {
            return false;
        }
        int line = reply.lastIndexOf('\n', match.start()) + 1;
        int opening = match.start() - 1;
        while (opening >= line && OPENING.indexOf(reply.charAt(opening)) < 0) {
            opening--;
        }
        if (opening < line || reply.substring(line, opening).codePoints().noneMatch(Character::isLetterOrDigit)) {
            return false;
        }
        String quoted = reply.substring(opening + 1, match.end());
        return compared.stream().anyMatch(text -> text.contains(quoted));
    }

    /// Whether a text has the label with the same words around it.
    private static boolean shares(String reply, MatchResult match, String text) {
        String label = match.group();
        for (int at = text.indexOf(label); at >= 0; at = text.indexOf(label, at + 1)) {
            int shared = 0;
            for (int i = 1; i <= REACH && match.start() >= i && at >= i && reply.charAt(match.start() - i) == text.charAt(at - i); i++) {
                shared += Character.isLetterOrDigit(text.charAt(at - i)) ? 1 : 0;
            }
            int end = at + label.length();
            for (int i = 0; i < REACH && match.end() + i < reply.length() && end + i < text.length()
                    && reply.charAt(match.end() + i) == text.charAt(end + i); i++) {
                shared += Character.isLetterOrDigit(text.charAt(end + i)) ? 1 : 0;
            }
            if (shared >= CONTEXT) {
                return true;
            }
        }
        return false;
    }
}
