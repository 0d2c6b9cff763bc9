package dev.glossa.harness.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// What `set`, `for` and `with` assign to.
sealed interface Target {
    void assign(Scope scope, Value value);

    record Name(String name) implements Target {
        @Override
        public void assign(Scope scope, Value value) {
            scope.set(name, value);
        }
    }

    /// `ns.name`, where `ns` must be a namespace.
    record Part(String namespace, String name, int line) implements Target {
        @Override
        public void assign(Scope scope, Value value) {
            scope.run.at(line);
            if (!(scope.get(namespace) instanceof Namespace held)) {
                throw new TemplateException("cannot assign attribute on non-namespace object '" + namespace + "'");
            }
            held.set(scope.run, name, value);
        }
    }

    record Several(List<Target> targets, int line) implements Target {
        @Override
        public void assign(Scope scope, Value value) {
            scope.run.at(line);
            Iterator<Value> values = Sequences.iterate(scope.run, value);
            List<Value> parts = new ArrayList<>(targets.size());
            while (values.hasNext() && parts.size() <= targets.size()) {
                parts.add(values.next());
            }
            if (parts.size() != targets.size()) {
                throw new TemplateException((parts.size() < targets.size() ? "not enough" : "too many")
                        + " values to unpack (expected " + targets.size() + ")");
            }
            for (int i = 0; i < parts.size(); i++) {
                targets.get(i).assign(scope, parts.get(i));
            }
        }
    }
}
