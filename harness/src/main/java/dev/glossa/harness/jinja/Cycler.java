package dev.glossa.harness.jinja;

import java.util.List;

/// What `cycler(a, b)` makes: its values in turn, for ever.
final class Cycler implements Thing {
    private static final Signature NOTHING = new Signature("/");
    private static final Builtin NEXT = new Builtin("cycler.next", NOTHING, (_, self, _) -> ((Cycler) self).next());
    private static final Builtin RESET = new Builtin("cycler.reset", NOTHING, (_, self, _) -> {
        ((Cycler) self).at = 0;
        return Value.NONE;
    });

    private final List<Value> values;
    private int at;

    Cycler(List<Value> values) {
        if (values.isEmpty()) {
            throw new TemplateException("at least one item has to be provided");
        }
        this.values = values;
    }

    private Value next() {
        Value value = values.get(at);
        at = (at + 1) % values.size();
        return value;
    }

    @Override
    public Value attribute(String name) {
        return switch (name) {
            case "current" -> values.get(at);
            case "next" -> new Builtin.Bound(NEXT, this);
            case "reset" -> new Builtin.Bound(RESET, this);
            default -> null;
        };
    }

    @Override
    public String kind() {
        return "Cycler";
    }
}
