package dev.glossa.harness.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.Failed;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Completion.Text;
import dev.glossa.harness.Completion.Token;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Decoding.Format;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
    private static final Decoding DECODING = new Decoding(0, 1, 0, 0, 64, 0, List.of("###", "\n\n"), Format.FREE, true);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", value = {
        // reply                                                                             | text      | finish | reasoning
        "{'message':{'content':'ሰባት'},'finish_reason':'stop'}                                | ሰባት      | STOP   | -",
        "{'message':{'content':''},'finish_reason':'stop'}                                   | \"\"      | STOP   | -",
        "{'message':{'content':'٧'},'finish_reason':'length'}                                | ٧         | LENGTH | -",
        "{'message':{'content':'٧'},'finish_reason':'content_filter'}                        | ٧         | FILTER | -",
        "{'message':{'content':'a'},'finish_reason':'eos_token'}                             | a         | STOP   | -",
        "{'message':{'content':'a'},'finish_reason':'MAX_TOKENS'}                            | a         | LENGTH | -",
        "{'message':{'content':'a'},'finish_reason':null}                                    | a         | STOP   | -",
        "{'message':{'content':'a'}}                                                         | a         | STOP   | -",
        "{'message':{'content':'7','reasoning_content':'3+4'},'finish_reason':'stop'}        | 7         | STOP   | 3+4",
        "{'message':{'content':'7','reasoning':'3+4'},'finish_reason':'stop'}                | 7         | STOP   | 3+4",
        "{'message':{'content':null,'reasoning_content':'3+'},'finish_reason':'length'}      | \"\"      | LENGTH | 3+",
        "{'message':{'content':null,'reasoning':'3+4'},'finish_reason':'stop'}               | \"\"      | STOP   | 3+4",
        "{'message':{'content':null},'finish_reason':'length'}                               | \"\"      | LENGTH | -",
        "{'message':{'content':null,'refusal':'No.'},'finish_reason':'stop'}                 | No.       | STOP   | -",
        "{'message':{'content':'<think>3+4</think>\\n7'},'finish_reason':'stop'}             | 7         | STOP   | 3+4",
        "{'message':{'content':[{'type':'text','text':'7'}]},'finish_reason':'stop'}         | 7         | STOP   | -",
        "{'message':{'content':[{'type':'thinking','thinking':[{'text':'3+4'}]},{'text':'7'}]},'finish_reason':'stop'} | 7 | STOP | 3+4",
        "{'message':{'content':'7 ### 8'},'finish_reason':'length'}                          | \"7 \"    | STOP   | -",
        "{'message':{'content':'x','tool_calls':[]},'finish_reason':'tool_calls'}            | x         | STOP   | -"
    })
    void whatTheModelWroteIsTheAnswer(String choice, String text, FinishReason finish, String reasoning) throws Unreadable {
        assertThat(chat(choice)).isEqualTo(new Text(text, finish, Optional.ofNullable(reasoning), Completion.Usage.UNKNOWN, List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'message':{'content':null},'finish_reason':'stop'}                          | no text (null) in the answer",
        "{'message':{},'finish_reason':'stop'}                                        | no text (null) in the answer",
        "{'message':{'content':null},'finish_reason':'content_filter'}                | content filter, no text",
        "{'message':{'content':''},'finish_reason':'content_filter'}                  | content filter, no text",
        "{'message':{'content':null,'tool_calls':[{}]},'finish_reason':'tool_calls'}  | a tool call in place of an answer",
        "{'message':{'content':'','tool_calls':[{}]},'finish_reason':'stop'}          | a tool call in place of an answer",
        "{'message':{'content':'a'},'finish_reason':'lunch'}                          | an answer that ended for a reason nobody knows: finish_reason 'lunch'"
    })
    void whatTheModelDidNotWriteIsNoAnswer(String choice, String reason) throws Unreadable {
        assertThat(chat(choice)).isEqualTo(new Failed(reason));
    }

    @Test
    void aReplyWithoutAFinishReasonIsCutOffWhenItHasAllItsTokens() throws Unreadable {
        assertThat(new Answer(ApiKey.NONE).chat(Answer.reply(
                "{\"choices\":[{\"message\":{\"content\":\"a\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":64}}"), DECODING))
                .isEqualTo(new Text("a", FinishReason.LENGTH, Optional.empty(), Completion.Usage.of(3, 64), List.of()));
    }

    @Test
    void halfASurrogatePairBecomesTheReplacementCharacter() throws Unreadable {
        assertThat(chat("{'message':{'content':'\\ud83d\\ude00 \\ud83d!'},'finish_reason':'stop'}"))
                .isEqualTo(new Text("😀 \uFFFD!", FinishReason.STOP));
    }

    @Test
    void brokenCharactersOfTheModelsOwnAreItsAnswer() throws Unreadable {
        assertThat(chat("{'message':{'content':'ስ\uFFFD'},'finish_reason':'stop'}")).isEqualTo(new Text("ስ\uFFFD", FinishReason.STOP));
    }

    @Test
    void tokensComeWithTheirLogProbabilitiesInBothForms() throws Unreadable {
        List<Token> tokens = List.of(new Token("ሰ", -0.5), new Token("ላም", -0.25));

        assertThat(chat("{'message':{'content':'ሰላም'},'finish_reason':'stop','logprobs':{'content':[{'token':'ሰ','logprob':-0.5},{'token':'ላም','logprob':-0.25}]}}"))
                .isInstanceOfSatisfying(Text.class, text -> assertThat(text.tokens()).isEqualTo(tokens));
        assertThat(new Answer(ApiKey.NONE).completion(Answer.reply(("{'choices':[{'text':'ሰላም','finish_reason':'stop',"
                + "'logprobs':{'tokens':['ሰ','ላም'],'token_logprobs':[-0.5,-0.25]}}]}").replace('\'', '"')), DECODING))
                .isInstanceOfSatisfying(Text.class, text -> assertThat(text.tokens()).isEqualTo(tokens));
    }

    @Test
    void aMissingLogProbabilityIsNeverAZero() {
        assertThatThrownBy(() -> chat("{'message':{'content':'a'},'finish_reason':'stop','logprobs':{'content':[{'token':'a','logprob':null}]}}"))
                .isInstanceOf(Unreadable.class).hasMessageContaining("log-probability is null");
    }

    /// What `/props` of a llama.cpp server calls `eos_token`.
    @ParameterizedTest
    @CsvSource({"D<|END_OF_TURN_TOKEN|>, stop, D", "<|END_OF_TURN_TOKEN|>, stop, ''", "a <|END_OF_TURN_TOKEN|> b, stop, a <|END_OF_TURN_TOKEN|> b",
        "D<|END_OF_TURN_TOKEN|>, length, D<|END_OF_TURN_TOKEN|>", "ሰላም, stop, ሰላም"})
    void theTokenThatEndedATurnIsNoPartOfIt(String content, String finish, String text) throws Unreadable {
        Answer answer = new Answer(ApiKey.NONE, Optional.of("<|END_OF_TURN_TOKEN|>"));
        assertThat(answer.chat(Answer.reply("{\"choices\":[{\"message\":{\"content\":\"" + content + "\"},\"finish_reason\":\"" + finish + "\"}]}"), DECODING))
                .isInstanceOfSatisfying(Text.class, one -> assertThat(one.text()).isEqualTo(text));
    }

    private static Completion chat(String choice) throws Unreadable {
        return new Answer(ApiKey.NONE).chat(Answer.reply("{\"choices\":[" + choice.strip().replace('\'', '"') + "]}"), DECODING);
    }
}
