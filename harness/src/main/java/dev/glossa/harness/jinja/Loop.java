package dev.glossa.harness.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// The `loop` of a `for` block: where it is, and its neighbours.
final class Loop implements Thing, Iterator<Value> {
    private final Statement.For statement;
    private final Scope scope;
    private final int depth;
    private Iterator<Value> rest;
    private int index = -1;
    private Value previous;
    private Value current;
    private Value upcoming;
    private long length = -1;
    private Value changed;

    Loop(Statement.For statement, Scope scope, Iterator<Value> values, int depth) {
        this.statement = statement;
        this.scope = scope;
        this.rest = values;
        this.depth = depth;
    }

    @Override
    public boolean hasNext() {
        return peek() != null;
    }

    private Value peek() {
        if (upcoming == null && rest.hasNext()) {
            upcoming = rest.next();
        }
        return upcoming;
    }

    @Override
    public Value next() {
        previous = current;
        current = peek();
        upcoming = null;
        index++;
        return current;
    }

    /// Only a template that asks makes the values be counted ahead.
    long length(Run run) {
        if (length < 0) {
            List<Value> ahead = new ArrayList<>();
            if (peek() != null) {
                ahead.add(upcoming);
                ahead.addAll(Sequences.list(run, rest));
                upcoming = null;
            }
            rest = ahead.iterator();
            length = index + 1L + ahead.size();
        }
        return length;
    }

    @Override
    public Value attribute(String name) {
        return switch (name) {
            case "index" -> Value.of(index + 1);
            case "index0" -> Value.of(index);
            case "revindex" -> Value.of(length(scope.run) - index);
            case "revindex0" -> Value.of(length(scope.run) - index - 1);
            case "length" -> Value.of(length(scope.run));
            case "first" -> Value.of(index == 0);
            case "last" -> Value.of(peek() == null);
            case "depth" -> Value.of(depth + 1);
            case "depth0" -> Value.of(depth);
            case "previtem" -> previous != null ? previous : new Value.Undefined("there is no previous item");
            case "nextitem" -> peek() != null ? upcoming : new Value.Undefined("there is no next item");
            case "cycle" -> new Builtin.Bound(CYCLE, this);
            case "changed" -> new Builtin.Bound(CHANGED, this);
            default -> null;
        };
    }

    private static final Builtin CYCLE = new Builtin("loop.cycle", new Signature("/ *"), (_, self, given) -> {
        List<Value> values = given.all().positional();
        if (values.isEmpty()) {
            throw new TemplateException("no items for cycling given");
        }
        return values.get(((Loop) self).index % values.size());
    });

    private static final Builtin CHANGED = new Builtin("loop.changed", new Signature("/ *"), (run, self, given) -> {
        Loop loop = (Loop) self;
        Value values = new Value.Tuple(given.all().positional());
        boolean changed = loop.changed == null || !Logic.equal(run, loop.changed, values);
        loop.changed = values;
        return Value.of(changed);
    });

    /// `loop(values)`: the same block again, one level down, as text.
    @Override
    public Value call(Run run, Arguments arguments) {
        if (!statement.recursive()) {
            throw new TemplateException("the loop must have the 'recursive' marker to be called recursively");
        }
        Value over = new Signature("/ values").bind("loop", arguments)[0];
        TextBuilder out = new TextBuilder(run);
        statement.loop(scope, over, depth + 1, out);
        return out.text();
    }

    @Override
    public boolean callable() {
        return true;
    }

    @Override
    public String kind() {
        return "LoopContext";
    }

    @Override
    public String shown() {
        return "<LoopContext " + (index + 1) + "/" + length(scope.run) + ">";
    }
}
