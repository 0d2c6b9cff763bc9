package dev.glossa.harness.jinja;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names that a scope reads and sets, in the order of the source.
///
/// The original decides before it renders where a name lives. A name that a scope sets before it reads it is the
/// scope's own from its beginning, and undefined until it is set: a block inside that reads it earlier finds nothing,
/// even where the caller gave a variable of that name.
final class Symbols {
    private sealed interface Event {
        record Read(String name) implements Event {}

        record Set(String name) implements Event {}

        /// What the branches of an `if` do; each is known to be there, even when it is empty.
        record Branches(List<List<Event>> branches) implements Event {}
    }

    /// Where a scope finds a name.
    private enum Home {
        PARAMETER,
        CALLER,
        OUTER_SCOPE,
        HERE
    }

    private final Symbols around;
    private final List<Symbols> within = new ArrayList<>();
    private final Layer names = new Layer(null);
    private final Set<String> hidden = new HashSet<>();
    private List<Event> log = new ArrayList<>();

    Symbols(Symbols around) {
        this.around = around;
        if (around != null) {
            around.within.add(this);
        }
    }

    void parameter(String name) {
        names.homes.put(name, Home.PARAMETER);
    }

    void read(String name) {
        log.add(new Event.Read(name));
    }

    void set(String name) {
        log.add(new Event.Set(name));
    }

    void set(Target target) {
        switch (target) {
            case Target.Name(String name) -> set(name);
            case Target.Part(String namespace, String _, int _) -> read(namespace);
            case Target.Several(List<Target> targets, int _) -> targets.forEach(this::set);
        }
    }

    void parameter(Target target) {
        switch (target) {
            case Target.Name(String name) -> parameter(name);
            case Target.Part _ -> { }
            case Target.Several(List<Target> targets, int _) -> targets.forEach(this::parameter);
        }
    }

    /// What is read and set from here on belongs to a branch, until the log before is taken up again.
    Log branch() {
        Log before = new Log(log);
        log = new ArrayList<>();
        return before;
    }

    /// A place in the source to come back to.
    record Log(List<?> events) {
        static final Log EMPTY = new Log(List.of());
    }

    /// Ends a branch, goes back to the log before it, and gives the branch.
    Log back(Log before) {
        Log branch = new Log(log);
        log = events(before);
        return branch;
    }

    void branches(List<Log> branches) {
        log.add(new Event.Branches(branches.stream().map(Symbols::events).toList()));
    }

    @SuppressWarnings("unchecked")
    private static List<Event> events(Log log) {
        return (List<Event>) log.events();
    }

    /// The names that are undefined when the scope opens; known once [#settle()] was called on the outermost one.
    Set<String> hidden() {
        return hidden;
    }

    /// Adds the names that this scope and those within it look for in what the caller gave.
    void asked(Set<String> into) {
        names.homes.forEach((name, home) -> {
            if (home == Home.CALLER) {
                into.add(name);
            }
        });
        within.forEach(scope -> scope.asked(into));
    }

    /// An inner scope sees its outer ones whole, so it is looked at after them.
    void settle() {
        play(log, names);
        names.homes.forEach((name, home) -> {
            if (home == Home.HERE) {
                hidden.add(name);
            }
        });
        within.forEach(Symbols::settle);
        log = List.of();
    }

    private void play(List<Event> events, Layer layer) {
        for (Event event : events) {
            switch (event) {
                case Event.Read(String name) -> {
                    if (layer.find(name) == null && !isOutside(name)) {
                        layer.homes.put(name, Home.CALLER);
                    }
                }
                case Event.Set(String name) -> {
                    layer.set.add(name);
                    if (layer.find(name) == null) {
                        layer.homes.put(name, isOutside(name) ? Home.OUTER_SCOPE : Home.HERE);
                    }
                }
                case Event.Branches(List<List<Event>> branches) -> join(branches, layer);
            }
        }
    }

    /// A name that only some branches set may still be the caller's after them.
    private void join(List<List<Event>> branches, Layer layer) {
        Map<String, Integer> setIn = new HashMap<>();
        List<Layer> layers = new ArrayList<>();
        for (List<Event> branch : branches) {
            Layer own = new Layer(layer);
            play(branch, own);
            layers.add(own);
            own.set.stream().filter(name -> !layer.hasSet(name)).forEach(name -> setIn.merge(name, 1, Integer::sum));
        }
        for (Layer own : layers) {
            layer.homes.putAll(own.homes);
            layer.set.addAll(own.set);
        }
        setIn.forEach((name, count) -> {
            if (count < branches.size()) {
                layer.homes.put(name, isOutside(name) ? Home.OUTER_SCOPE : Home.CALLER);
            }
        });
    }

    private boolean isOutside(String name) {
        for (Symbols scope = around; scope != null; scope = scope.around) {
            if (scope.names.homes.containsKey(name)) {
                return true;
            }
        }
        return false;
    }

    /// What is known of names at one place; a branch adds to what was known before it.
    private record Layer(Layer below, Map<String, Home> homes, Set<String> set) {
        Layer(Layer below) {
            this(below, new HashMap<>(), new HashSet<>());
        }

        Home find(String name) {
            Home home = homes.get(name);
            return home != null || below == null ? home : below.find(name);
        }

        boolean hasSet(String name) {
            return set.contains(name) || below != null && below.hasSet(name);
        }
    }
}
