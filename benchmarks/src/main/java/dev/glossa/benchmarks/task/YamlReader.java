package dev.glossa.benchmarks.task;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads a YAML file that nobody needs to trust: one document of lists, keys and texts, of bounded size and depth, without
/// anchors, aliases and tags, which task files have no use for.
final class YamlReader {
    static final int LONGEST = 1 << 18;
    private static final int DEEPEST = 12;
    private static final int MOST = 20_000;

    private final String file;
    private final Iterator<Event> events;
    private int read;

    private YamlReader(String file, Iterator<Event> events) {
        this.file = file;
        this.events = events;
    }

    /// The keys and values of a file.
    ///
    /// @throws IllegalArgumentException naming file, line and column of what is no such YAML
    static Yaml.Keys read(String file, String text) {
        Position start = new Position(file, 1, 1);
        if (text.length() > LONGEST) {
            throw start.error("%,d characters; a task file has at most %,d".formatted(text.length(), LONGEST));
        }
        try {
            // All in one buffer: version 3.0.1 runs over the end of one that ends inside a character outside the basic plane.
            LoadSettings settings = LoadSettings.builder().setLabel(file).setCodePointLimit(LONGEST).setBufferSize(text.length() + 16).build();
            YamlReader reader = new YamlReader(file, new Parse(settings).parseString(text).iterator());
            reader.next();
            Event document = reader.next();
            Yaml tree = document.getEventId() == Event.ID.StreamEnd ? new Yaml.Text("", false, start) : reader.node(reader.next(), 0);
            if (document.getEventId() != Event.ID.StreamEnd) {
                reader.end();
            }
            if (tree instanceof Yaml.Keys keys) {
                return keys;
            }
            throw tree.at().error("keys with values were expected (name: …); there is " + tree.kind());
        } catch (MarkedYamlEngineException e) {
            Position at = e.getProblemMark().or(e::getContextMark).map(mark -> position(file, mark)).orElse(start);
            throw at.error("not YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw start.error("not YAML: " + (e.getMessage() == null ? "unreadable" : e.getMessage().lines().findFirst().orElse("unreadable")), e);
        }
    }

    private Event next() {
        return events.next();
    }

    private void end() {
        if (!(next() instanceof DocumentEndEvent) || next().getEventId() != Event.ID.StreamEnd) {
            throw new Position(file, 1, 1).error("several documents; a task file is one, without --- inside");
        }
    }

    private Yaml node(Event event, int depth) {
        Position at = at(event);
        if (depth > DEEPEST || ++read > MOST) {
            throw at.error(depth > DEEPEST ? "nested deeper than " + DEEPEST + " levels" : "more than %,d values".formatted(MOST));
        }
        if (event instanceof AliasEvent || event instanceof NodeEvent named && named.getAnchor().isPresent()) {
            throw at.error("anchors and aliases (& and *) are not read; write the value out, in quotation marks if it begins with one");
        }
        return switch (event) {
            case ScalarEvent scalar -> {
                refuseTag(scalar.getTag(), at);
                yield new Yaml.Text(scalar.getValue(), scalar.isLiteral() || scalar.isFolded(), at);
            }
            case SequenceStartEvent sequence -> {
                refuseTag(sequence.getTag(), at);
                List<Yaml> items = new ArrayList<>();
                for (Event item = next(); !(item instanceof SequenceEndEvent); item = next()) {
                    items.add(node(item, depth + 1));
                }
                yield new Yaml.Items(items, at);
            }
            case MappingStartEvent mapping -> {
                refuseTag(mapping.getTag(), at);
                yield keys(at, depth);
            }
            default -> throw at.error("a value was expected");
        };
    }

    private Yaml.Keys keys(Position at, int depth) {
        SequencedMap<String, Yaml.Entry> entries = new LinkedHashMap<>();
        for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
            if (!(node(event, depth + 1) instanceof Yaml.Text key)) {
                throw at(event).error("a key is a word; a text that begins with { or [ stands in quotation marks");
            }
            Yaml.Entry before = entries.putIfAbsent(key.value(), new Yaml.Entry(key.at(), node(next(), depth + 1)));
            if (before != null) {
                throw key.at().error("'" + key.value() + "' stands in line " + before.at().line() + " already");
            }
        }
        return new Yaml.Keys(entries, at);
    }

    private static void refuseTag(Optional<String> tag, Position at) {
        tag.filter(name -> !name.equals("!")).ifPresent(name -> {
            throw at.error("tags such as " + (name.length() <= 40 ? name : name.substring(0, 40) + "…") + " are not read; leave it out");
        });
    }

    private Position at(Event event) {
        return event.getStartMark().map(mark -> position(file, mark)).orElse(new Position(file, 1, 1));
    }

    private static Position position(String file, Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
