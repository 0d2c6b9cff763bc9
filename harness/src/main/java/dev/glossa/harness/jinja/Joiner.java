package dev.glossa.harness.jinja;

/// What `joiner(sep)` makes: nothing at its first call, the separator at every later one.
final class Joiner implements Thing {
    private final Text separator;
    private boolean used;

    Joiner(Text separator) {
        this.separator = separator;
    }

    @Override
    public Value call(Run run, Arguments arguments) {
        Text text = used ? separator : Text.EMPTY;
        used = true;
        return text;
    }

    @Override
    public boolean callable() {
        return true;
    }

    @Override
    public String kind() {
        return "Joiner";
    }
}
