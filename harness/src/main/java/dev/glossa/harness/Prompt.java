package dev.glossa.harness;

import java.util.List;

/// What a backend is asked for one sample: to go on from a context, or to weigh given continuations of it.
public sealed interface Prompt {
    Context context();

    /// A text is wanted.
    record Generation(Context context, Decoding decoding) implements Prompt {}

    /// The log-likelihood of each continuation is wanted, in their order.
    record Ranking(Context context, List<String> continuations) implements Prompt {
        public Ranking {
            continuations = List.copyOf(continuations);
            if (continuations.isEmpty() || continuations.contains("")) {
                throw new IllegalArgumentException("a ranking needs continuations, none of them empty");
            }
        }
    }

    /// What stands before the completion.
    sealed interface Context {
        /// Turns of a conversation, put into the model's own chat template.
        record Chat(List<Message> messages) implements Context {
            public Chat {
                messages = List.copyOf(messages);
                if (messages.isEmpty()) {
                    throw new IllegalArgumentException("a chat needs at least one message");
                }
            }
        }

        /// A text that the model reads as it is, with no template around it.
        record Plain(String text) implements Context {}
    }

    record Message(Role role, String content) {}

    /// Who speaks in a chat; the wire name is the constant's name in lower case.
    enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /// One user turn in the model's chat template: how the protocol asks (section 4.1).
    static Context user(String content) {
        return new Context.Chat(List.of(new Message(Role.USER, content)));
    }
}
