package dev.glossa.runner;

import dev.glossa.harness.Backend;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Registry;
import dev.glossa.harness.backend.Parity;
import dev.glossa.harness.backend.Probe;
import dev.glossa.harness.io.Json;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Tells what a model is and what it can do.
@Command(name = "probe", mixinStandardHelpOptions = true, description = "Ask a model what it is, and see what it can do: measured, not believed.")
final class ProbeCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(paramLabel = "URI", description = "The model, such as http://127.0.0.1:8000/v1.")
    String model;

    @Mixin
    BackendOptions backends;

    @Option(names = "--against", paramLabel = "URI",
            description = "Another backend of the same model, as llama:FILE.gguf and a server of that file: the same prompts through both, compared token by "
                    + "token. The exit code is 1 where they differ.")
    String against;

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Usage.of(command, () -> {
            Registry.backends().find(ModelUri.parse(model).scheme());
            return against == null ? null : Registry.backends().find(ModelUri.parse(against).scheme());
        });
        try (Backend backend = backends.open(model, LocalDate.now(), Optional.empty())) {
            if (against == null) {
                print(Probe.of(backend));
                return 0;
            }
            try (Backend other = backends.open(against, LocalDate.now(), Optional.empty())) {
                List<Probe.Finding> findings = Parity.of(backend, other);
                print(findings);
                return Parity.isBroken(findings) ? 1 : 0;
            }
        }
    }

    private void print(Probe probe) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(probe));
            return;
        }
        out.println("model\t" + probe.model().name());
        out.println("weights\t" + probe.model().digest().orElse("nothing says which; run with --revision"));
        probe.model().details().forEach((name, value) -> out.println(name + "\t" + value));
        out.println();
        print(probe.findings());
    }

    private void print(List<Probe.Finding> findings) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(findings));
        } else {
            findings.forEach(finding -> out.println(finding.ability() + "\t" + finding.answer().name().toLowerCase(Locale.ROOT) + "\t" + finding.evidence()));
        }
        out.flush();
    }
}
