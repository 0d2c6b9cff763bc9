package dev.glossa.harness.jinja;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A Jinja template, ready to render: the language of chat templates and of prompts in task files.
///
/// It renders as Jinja 3.1 does in the sandbox of Hugging Face Transformers (`trim_blocks`, `lstrip_blocks`, loop
/// controls, `raise_exception`, `strftime_now`, its `tojson`). A template is untrusted text: it reads no file and no
/// object of the host, and time, memory and depth are bounded (see [Run]). Whatever goes wrong is a
/// [TemplateException] that names the line. Instances hold no state of a rendering and may be shared by threads.
public final class Template {
    /// The bounds on depth fit a usual stack; a thread with a small one ends here. Nothing is shared, so nothing breaks.
    private static final String NO_STACK = "nested too deep for the stack of this thread";

    private final Block body;

    private Template(Block body) {
        this.body = body;
    }

    /// @throws TemplateException where the source is not a template, with its line and what was expected there
    public static Template parse(String source) {
        return parse(source, false);
    }

    static Template parse(String source, boolean generation) {
        try {
            return new Template(Parser.parse(source, generation));
        } catch (StackOverflowError e) {
            throw new TemplateException(NO_STACK);
        }
    }

    /// The names that the template may ask its caller for: those that it reads, sets nowhere before, and that are no
    /// function of the language.
    public Set<String> variables() {
        Set<String> asked = new TreeSet<>();
        body.symbols().asked(asked);
        asked.removeAll(Globals.all().keySet());
        return asked;
    }

    /// @param variables text, numbers, booleans, null, and lists and maps of these
    /// @throws TemplateException where the template refuses or fails
    public String render(Map<String, ?> variables) {
        HostValues values = new HostValues(false);
        Map<String, Value> converted = new HashMap<>();
        variables.forEach((name, value) -> converted.put(name, values.value(value)));
        return render(converted, values.weight(), null).chars;
    }

    /// @param given the weight of the variables in characters, for which the rendering may spend more steps
    /// @param date the day of `strftime_now`; null where there is none
    Text render(Map<String, Value> variables, long given, LocalDate date) {
        Run run = new Run(date, given);
        Map<String, Value> names = Globals.all();
        names.putAll(variables);
        TextBuilder out = new TextBuilder(run);
        try {
            Scope scope = Scope.global(run, names);
            scope.hide(body.symbols().hidden());
            body.execute(scope, out);
        } catch (TemplateException e) {
            throw e.at(run.line());
        } catch (StackOverflowError e) {
            throw new TemplateException(run.line(), NO_STACK);
        }
        return out.text();
    }
}
