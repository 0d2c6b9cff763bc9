package dev.glossa.harness;

import java.util.Optional;

/// An answer whose worth is known before a metric sees it, such as an empty one: what the metric makes of it tells whether
/// the metric can be believed in that language. It is scored and journaled like a model's answer, under the role
/// `canary:NAME`, and is in no mean.
///
/// @param name   such as `empty`; in lower case, with dashes
/// @param sample what it answers: one of the run's samples, or another of the same language
/// @param rival  what a metric that compares holds it against; empty for the baseline's answer to the sample
public record Canary(String name, Sample sample, Completion answer, Optional<Completion> rival) {
    /// The model's own answer, scored a second time: what the difference says is how consistent the metric is with itself.
    public static final String REPEAT = "repeat";

    static final String ROLE = "canary:";

    public Canary {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("'" + name + "' names no canary; small letters, digits and dashes do");
        }
    }

    public Canary(String name, Sample sample, Completion answer) {
        this(name, sample, answer, Optional.empty());
    }

    public Canary(String name, Sample sample, String text) {
        this(name, sample, text(text));
    }

    /// The same beside an answer whose worth is known, too.
    public Canary beside(String other) {
        return new Canary(name, sample, answer, Optional.of(text(other)));
    }

    private static Completion text(String text) {
        return new Completion.Text(text, Completion.FinishReason.STOP);
    }

    /// The name of the canary that a key's role tells of; empty for every other role, and for calls about a canary.
    public static Optional<String> name(Key key) {
        return Optional.of(key.role()).filter(role -> role.startsWith(ROLE) && role.indexOf('/') < 0).map(role -> role.substring(ROLE.length()));
    }

    /// Whether a key is a canary's, or that of a judge's call about one.
    public static boolean isAbout(Key key) {
        return key.role().startsWith(ROLE);
    }

    /// The key under which this canary of an answer is scored.
    public Key key(Key answer) {
        return answer.as(ROLE + name);
    }

    /// What canaries can be made of: one item in one language of a run.
    ///
    /// @param place     of the item among those of its language that have canaries, from 0; the same item in every language
    ///                  whose data hold it
    /// @param answer    what the model said; empty when it has not been asked yet
    /// @param elsewhere the same item in another language; empty when no other language holds it
    /// @param seed      of whatever is drawn, such as a shuffle: that of the choice of items
    public record Material(int place, Sample sample, Optional<Completion> answer, Optional<Elsewhere> elsewhere, long seed) {}

    /// An item in another language: English where it is held, else the first language of the run in another script.
    ///
    /// @param answer what the model said there; empty when it was not asked
    public record Elsewhere(Sample sample, Optional<Completion> answer) {}
}
