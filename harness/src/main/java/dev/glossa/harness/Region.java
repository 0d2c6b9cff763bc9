package dev.glossa.harness;

import java.util.List;
import java.util.Locale;

/// A part of the world whose languages are reported together: one of the five of the protocol (section 2.1), or a user's own.
///
/// @param name the printed name, such as `West Asia`
public record Region(String name) {
    public static final Region EUROPE = new Region("Europe");
    public static final Region WEST_ASIA = new Region("West Asia");
    public static final Region SOUTH_ASIA = new Region("South Asia");
    public static final Region ASIA_PACIFIC = new Region("Asia Pacific");
    public static final Region AFRICA = new Region("Africa");

    /// The five reporting regions, in the order of the protocol.
    public static final List<Region> REPORTED = List.of(EUROPE, WEST_ASIA, SOUTH_ASIA, ASIA_PACIFIC, AFRICA);

    public Region {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a region needs a name");
        }
    }

    /// The name as a selector spells it: `west-asia`.
    public String slug() {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    @Override
    public String toString() {
        return name;
    }
}
