package dev.glossa.harness.jinja;

/// A value with attributes or a call of its own: functions, methods, macros, `loop`, namespaces.
non-sealed interface Thing extends Value {
    /// The Python type it stands for.
    String kind();

    /// What it prints; Python shows an address here, which is never the same twice.
    default String shown() {
        return "<" + kind() + ">";
    }

    /// An attribute, or null where there is none of that name.
    default Value attribute(String name) {
        return null;
    }

    default Value call(Run run, Arguments arguments) {
        throw new TemplateException("'" + kind() + "' object is not callable");
    }

    default boolean callable() {
        return false;
    }
}
