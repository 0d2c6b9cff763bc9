package dev.glossa.harness.backend.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Prompt;

class WireTest {
    static Stream<Wire.Command> commands() {
        Prompt.Context chat = new Prompt.Context.Chat(List.of(
                new Prompt.Message(Prompt.Role.SYSTEM, "Jibu kwa Kiswahili"), new Prompt.Message(Prompt.Role.USER, "ሰላም 🙂\u0000")));
        Decoding decoding = new Decoding(0.7, 0.9, 40, 0.05, 17, -3, List.of("\n", "។"), Decoding.Format.FREE, true);
        return Stream.of(
                new Wire.Command.Ask(1, new Prompt.Generation(chat, decoding)),
                new Wire.Command.Ask(2, new Prompt.Generation(new Prompt.Context.Plain(""), decoding.withFormat(new Decoding.Format.JsonSchema("{}")))),
                new Wire.Command.Ask(3, new Prompt.Generation(chat, decoding.withFormat(new Decoding.Format.Grammar("root ::= \"x\"")))),
                new Wire.Command.Ask(Long.MAX_VALUE, new Prompt.Ranking(new Prompt.Context.Plain("ጥያቄ"), List.of(" A", " B"))),
                new Wire.Command.Cancel(4),
                new Wire.Command.Count(5, "ទឹក"),
                new Wire.Command.Read(6, chat));
    }

    static Stream<Wire.Report> reports() {
        return Stream.of(
                new Wire.Report.Ready(Map.of("engine", "llama.cpp 0.5.0", "ቁልፍ", "እሴት")),
                new Wire.Report.Refused("no"),
                new Wire.Report.Started(1),
                new Wire.Report.Waiting(2),
                new Wire.Report.Tokens(3, List.of(new dev.glossa.harness.Backend.PromptToken(7, "ሰ"), new dev.glossa.harness.Backend.PromptToken(0, ""))),
                new Wire.Report.Answered(3, new Completion.Text("پانی", Completion.FinishReason.LENGTH, Optional.of("hm"),
                        Completion.Usage.of(5, 6), List.of(new Completion.Token("پا", -0.5)))),
                new Wire.Report.Answered(4, new Completion.Text("", Completion.FinishReason.STOP)),
                new Wire.Report.Answered(5, new Completion.Likelihoods(List.of(-1.25, -2e-9))),
                new Wire.Report.Answered(6, new Completion.Failed("engine died")),
                new Wire.Report.Counted(7, 12),
                new Wire.Report.Beat(8));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandArrivesAsItWasSent(Wire.Command command) {
        assertThat(Wire.command(Wire.bytes(command))).isEqualTo(command);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void aReportArrivesAsItWasSent(Wire.Report report) {
        assertThat(Wire.report(Wire.bytes(report))).isEqualTo(report);
    }

    @Test
    void aMessageThatEndsTooSoonIsRefused() {
        byte[] whole = Wire.bytes(commands().findFirst().orElseThrow());
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Wire.command(part)).isInstanceOf(UncheckedIOException.class);
        }
    }
}
