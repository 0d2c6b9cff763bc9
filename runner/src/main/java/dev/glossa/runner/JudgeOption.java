package dev.glossa.runner;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A judge as the command line names it: `URI`, or `URI=WEIGHT`.
record JudgeOption(String uri, double weight) {
    private static final Pattern WEIGHTED = Pattern.compile("(.+)=([0-9]+(?:\\.[0-9]+)?)");
    /// A URI whose last word is a parameter's name: the number behind it is the parameter's.
    private static final Pattern PARAMETER = Pattern.compile(".*[?&][^=?&]*");

    static JudgeOption parse(String text) {
        Matcher weighted = WEIGHTED.matcher(text);
        if (!weighted.matches() || PARAMETER.matcher(weighted.group(1)).matches()) {
            return new JudgeOption(text, 1);
        }
        double weight = Double.parseDouble(weighted.group(2));
        if (!(weight > 0)) {
            throw new IllegalArgumentException("--judge " + text + ": a weight is above 0; leave a judge out that has no say");
        }
        return new JudgeOption(weighted.group(1), weight);
    }
}
