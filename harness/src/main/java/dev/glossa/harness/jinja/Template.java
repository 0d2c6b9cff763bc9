package dev.glossa.harness.jinja;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A Jinja template, ready to render: the language of chat templates and of prompts in task files.
///
/// It renders as Jinja 3.1 does in the sandbox of Hugging Face Transformers (`trim_blocks`, `lstrip_blocks`, loop
/// controls, `raise_exception`, `strftime_now`, its `tojson`). A template is untrusted text: it reads no file and no
/// object of the host, and time, memory and depth are bounded (see [Run]). Whatever goes wrong is a
/// [TemplateException] that names the line. Instances hold no state of a rendering and may be shared by threads.
public final class Template {
    private final List<Statement> statements;

    private Template(List<Statement> statements) {
        this.statements = statements;
    }

    /// @throws TemplateException where the source is not a template, with its line and what was expected there
    public static Template parse(String source) {
        return parse(source, false);
    }

    static Template parse(String source, boolean generation) {
        return new Template(Parser.parse(source, generation));
    }

    /// @param variables text, numbers, booleans, null, and lists and maps of these
    /// @throws TemplateException where the template refuses or fails
    public String render(Map<String, ?> variables) {
        HostValues values = new HostValues(false);
        Map<String, Value> converted = new HashMap<>();
        variables.forEach((name, value) -> converted.put(name, values.value(value)));
        return render(converted, values.characters(), null).chars;
    }

    /// @param given how many characters the variables hold, which the rendering may spend steps on
    /// @param date the day of `strftime_now`; null where there is none
    Text render(Map<String, Value> variables, long given, LocalDate date) {
        Run run = new Run(date, given);
        Map<String, Value> names = Globals.all();
        names.putAll(variables);
        TextBuilder out = new TextBuilder(run);
        try {
            Statement.all(statements, Scope.global(run, names), out);
        } catch (TemplateException e) {
            throw e.at(run.line());
        }
        return out.text();
    }
}
