package dev.glossa.harness.jinja;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Names and their values, inside the scope around it. `for`, `macro`, `call`, `filter`, `with` and block `set`
/// open one; `if` does not.
final class Scope {
    final Run run;
    private final Scope around;
    private final Map<String, Value> names;

    private Scope(Run run, Scope around, Map<String, Value> names) {
        this.run = run;
        this.around = around;
        this.names = names;
    }

    static Scope global(Run run, Map<String, Value> names) {
        return new Scope(run, null, names);
    }

    Scope inner() {
        return new Scope(run, this, new HashMap<>());
    }

    /// @param hidden names that are undefined in it until it sets them
    Scope inner(Set<String> hidden) {
        Scope inner = inner();
        inner.hide(hidden);
        return inner;
    }

    void hide(Set<String> hidden) {
        for (String name : hidden) {
            set(name, Value.Undefined.named(name));
        }
    }

    void set(String name, Value value) {
        run.spend(1);
        names.put(name, value);
    }

    Value get(String name) {
        for (Scope scope = this; scope != null; scope = scope.around) {
            // A chain of scopes can be made long without nesting: a macro defined by a macro defined by a macro.
            run.spend(1);
            Value value = scope.names.get(name);
            if (value != null) {
                return value;
            }
        }
        return Value.Undefined.named(name);
    }
}
