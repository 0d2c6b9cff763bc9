package dev.glossa.harness.jinja;

import java.util.Map;

/// A filter, test, method or function that the language itself brings.
record Builtin(String name, Signature signature, Body body) {
    /// @param self what the filter is applied to or the method belongs to; null for a function
    interface Body {
        Value apply(Run run, Value self, Given given);
    }

    Value apply(Run run, Value self, Arguments arguments) {
        return body.apply(run, self, new Given(name, signature.bind(name, arguments), arguments));
    }

    static void add(Map<String, Builtin> table, String kind, String names, String signature, Body body) {
        Signature shape = new Signature(signature);
        for (String name : names.split(" ")) {
            table.put(name, new Builtin(kind + " '" + name + "'", shape, body));
        }
    }

    /// A built-in as a value: a global function, or a method taken from its object.
    record Bound(Builtin builtin, Value self) implements Thing {
        @Override
        public String kind() {
            return "builtin_function_or_method";
        }

        @Override
        public String shown() {
            return "<" + builtin.name() + ">";
        }

        @Override
        public boolean callable() {
            return true;
        }

        @Override
        public Value call(Run run, Arguments arguments) {
            return builtin.apply(run, self, arguments);
        }

        /// By identity: what a method belongs to may be large, and comparing it unpaid for.
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
