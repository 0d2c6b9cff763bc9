package dev.glossa.harness.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A macro with the scope in which it was defined.
record Macro(Definition definition, Scope scope) implements Thing {
    /// @param defaults those of the last parameters, in their order
    /// @param mentioned names that the body uses, which decide whether it takes any values, names or a caller
    record Definition(String name, List<String> parameters, List<Expression> defaults, Block body,
                      Set<String> mentioned, int line) {
        boolean takes(String special) {
            return mentioned.contains(special) && !parameters.contains(special);
        }
    }

    @Override
    public Value call(Run run, Arguments arguments) {
        Scope inner = definition.body().open(scope);
        bind(run, inner, arguments);
        TextBuilder out = new TextBuilder(run);
        definition.body().execute(inner, out);
        return out.text();
    }

    private void bind(Run run, Scope inner, Arguments arguments) {
        List<String> parameters = definition.parameters();
        List<Value> positional = arguments.positional();
        Map<String, Value> named = new LinkedHashMap<>(arguments.named());
        if (positional.size() > parameters.size() && !definition.takes("varargs")) {
            throw new TemplateException(shownName() + " takes not more than " + parameters.size() + " argument(s)");
        }
        List<Value> given = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            given.add(i < positional.size() ? positional.get(i) : named.remove(parameters.get(i)));
        }
        if (definition.takes("caller")) {
            Value caller = named.remove("caller");
            inner.set("caller", caller != null ? caller : new Value.Undefined("No caller defined"));
        }
        if (definition.takes("kwargs")) {
            Dict rest = new Dict();
            named.forEach((name, value) -> rest.put(run, Text.of(name), value));
            inner.set("kwargs", rest);
        } else if (!named.isEmpty()) {
            throw new TemplateException(shownName() + " takes no keyword argument '"
                    + named.keySet().iterator().next() + "'");
        }
        if (definition.takes("varargs")) {
            inner.set("varargs", new Value.Tuple(positional.subList(Math.min(parameters.size(), positional.size()),
                    positional.size())));
        }
        fill(inner, given);
    }

    /// Defaults are evaluated at the call and see the parameters before them.
    private void fill(Scope inner, List<Value> given) {
        int withoutDefault = given.size() - definition.defaults().size();
        for (int i = 0; i < given.size(); i++) {
            String name = definition.parameters().get(i);
            Value value = given.get(i);
            inner.set(name, value != null ? value
                    : i >= withoutDefault ? definition.defaults().get(i - withoutDefault).evaluate(inner)
                    : new Value.Undefined("parameter '" + name + "' was not provided"));
        }
    }

    private String shownName() {
        return "macro '" + definition.name() + "'";
    }

    @Override
    public Value attribute(String name) {
        return switch (name) {
            case "name" -> Text.of(definition.name());
            case "arguments" -> new Value.Tuple(definition.parameters().stream().<Value>map(Text::of).toList());
            case "catch_kwargs" -> Value.of(definition.takes("kwargs"));
            case "catch_varargs" -> Value.of(definition.takes("varargs"));
            case "caller" -> Value.of(definition.mentioned().contains("caller"));
            default -> null;
        };
    }

    @Override
    public boolean callable() {
        return true;
    }

    @Override
    public String kind() {
        return "Macro";
    }

    @Override
    public String shown() {
        return "<Macro '" + definition.name() + "'>";
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
