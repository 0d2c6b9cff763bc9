package dev.glossa.harness.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What a built-in function takes, written `old new count=`: names in order, an equals sign after an optional one,
/// a leading slash where names cannot be used in the call, `*` where any number may follow and `**` for any name.
final class Signature {
    private final List<String> names = new ArrayList<>();
    private final String written;
    private final boolean onlyByPosition;
    private boolean rest;
    private boolean anyName;
    private int required;

    Signature(String written) {
        this.written = written;
        this.onlyByPosition = written.startsWith("/");
        for (String word : written.replace("/", " ").trim().split(" +")) {
            switch (word) {
                case "" -> { }
                case "*" -> rest = true;
                case "**" -> anyName = true;
                default -> {
                    boolean optional = word.endsWith("=");
                    names.add(optional ? word.substring(0, word.length() - 1) : word);
                    required += optional ? 0 : 1;
                }
            }
        }
    }

    /// The values in the order of the signature, null for an optional one not given.
    Value[] bind(String what, Arguments given) {
        List<Value> positional = given.positional();
        if (positional.size() > names.size() && !rest) {
            throw new TemplateException(what + " takes " + shown() + "; " + positional.size() + " values were given");
        }
        Value[] bound = new Value[names.size()];
        for (int i = 0; i < Math.min(bound.length, positional.size()); i++) {
            bound[i] = positional.get(i);
        }
        for (Map.Entry<String, Value> entry : given.named().entrySet()) {
            int index = onlyByPosition ? -1 : names.indexOf(entry.getKey());
            if (index >= 0 && bound[index] == null) {
                bound[index] = entry.getValue();
            } else if (index >= 0 || !anyName) {
                throw new TemplateException(what + " takes " + shown() + "; '" + entry.getKey()
                        + (index >= 0 ? "' was given twice" : "' is none of them"));
            }
        }
        if (Arrays.asList(bound).subList(0, required).contains(null)) {
            throw new TemplateException(what + " takes " + shown() + "; '"
                    + names.get(Arrays.asList(bound).indexOf(null)) + "' is missing");
        }
        return bound;
    }

    private String shown() {
        return names.isEmpty() && !rest ? "nothing" : "(" + written.replace("/", "").trim().replace(" ", ", ") + ")";
    }
}
