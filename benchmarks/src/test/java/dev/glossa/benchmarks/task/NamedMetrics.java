package dev.glossa.benchmarks.task;

import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Target;

/// Metrics by name alone: which there are, and what they read. The real ones live in a module that this one does not know.
public abstract class NamedMetrics implements Metric {
    public static final class Chrf extends NamedMetrics {
        public Chrf() {
            super("chrf", Target.References.class);
        }
    }

    public static final class ExactMatch extends NamedMetrics {
        public ExactMatch() {
            super("exact-match", Target.References.class);
        }
    }

    public static final class Accuracy extends NamedMetrics {
        public Accuracy() {
            super("accuracy", Target.Choice.class);
        }
    }

    public static final class Choice extends NamedMetrics {
        public Choice() {
            super("choice", Target.Choice.class);
        }
    }

    public static final class Label extends NamedMetrics {
        public Label() {
            super("label", Target.Label.class);
        }
    }

    public static final class Invalid extends NamedMetrics {
        public Invalid() {
            super("invalid", Target.Label.class);
        }
    }

    private final String name;
    private final Class<? extends Target> target;

    NamedMetrics(String name, Class<? extends Target> target) {
        this.name = name;
        this.target = target;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Scale scale() {
        return Scale.PROPORTION;
    }

    @Override
    public boolean reads(Sample sample) {
        return target.isInstance(sample.target());
    }

    @Override
    public Scorer scorer(Resources resources) {
        throw new UnsupportedOperationException();
    }
}
