package dev.glossa.harness.jinja;

import dev.glossa.harness.Nearest;
import java.util.Collection;

/// The message for a filter or test that does not exist.
final class Nearby {
    private Nearby() {}

    static String missing(String kind, String name, Collection<String> known) {
        if (name.length() > 40) {
            return "no " + kind + " named '" + name.substring(0, 40) + "…'";
        }
        return "no " + kind + " named '" + name + "'"
                + Nearest.to(name, known).map(near -> "; did you mean '" + near + "'?").orElse("");
    }
}
