package dev.glossa.harness;

import java.util.List;

/// What a sample's completion is held against.
public sealed interface Target {
    /// Texts that the completion should resemble.
    record References(List<String> texts) implements Target {
        public References {
            texts = List.copyOf(texts);
        }
    }

    /// A short final answer.
    ///
    /// @param gold   the right answer as the data set writes it, thousands commas included
    /// @param prefix the word that announces the answer, such as `Jibu`
    record Answer(String gold, String prefix) implements Target {}

    /// One of several options.
    ///
    /// @param correct index of the right option, from 0
    record Choice(List<String> options, int correct) implements Target {
        public Choice {
            options = List.copyOf(options);
            if (correct < 0 || correct >= options.size()) {
                throw new IllegalArgumentException("option " + correct + " of " + options.size() + " cannot be the right one");
            }
        }
    }

    /// What a judge should call the completion.
    ///
    /// @param expected   the label that counts as right
    /// @param references what the judge is shown beside the completion; may be empty
    record Label(String expected, List<String> references) implements Target {
        public Label {
            references = List.copyOf(references);
        }
    }

    /// Nothing: a judge reads the completion.
    record Open() implements Target {}
}
