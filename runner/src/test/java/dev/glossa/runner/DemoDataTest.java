package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.runner.DemoInstance.Template;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the demo asks: written in the right script, the same in every language, and nothing that its models were trained on.
class DemoDataTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path TRAINING = Path.of("src/demo/python/templates.py");
    private static final List<Template> OPEN = List.of(Template.WRITE, Template.COMPOSE);

    static List<DemoLanguage> languages() {
        return DemoLanguage.all();
    }

    @Test
    void thereAreAllRegionsAllBinsAndTenScripts() {
        List<Language> all = languages().stream().map(DemoLanguage::language).toList();
        assertThat(all).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
        assertThat(all.stream().map(Language::region).distinct()).hasSize(5);
        assertThat(all.stream().map(l -> l.bin().orElseThrow()).distinct()).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(all.stream().map(Language::script).distinct()).hasSizeGreaterThanOrEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyWordIsWrittenInTheLanguagesScript(DemoLanguage language) {
        Set<UnicodeScript> own = switch (language.language().script()) {
            case "Hans" -> Set.of(UnicodeScript.HAN);
            case "Jpan" -> Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);
            case String script -> Set.of(UnicodeScript.forName(script));
        };
        language.parts().forEach((key, texts) -> texts.forEach(text -> {
            assertThat(text).as(key).isNotBlank().isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC)).doesNotContain("\uFFFD", "Ã", "â€");
            String plain = text.replaceAll("\\{\\w+}", "").replace("kg", "");
            assertThat(plain.codePoints().filter(Character::isLetter).mapToObj(UnicodeScript::of).filter(s -> s != UnicodeScript.COMMON && s != UnicodeScript.INHERITED))
                    .as("%s %s: %s", language.language().code(), key, text).allMatch(own::contains);
            assertThat(text.codePoints().filter(Character::isDigit)).as(text).allMatch(c -> c == '1');
            assertThat(text.codePoints()).as(text).noneMatch(c -> switch (Character.getType(c)) {
                case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED -> true;
                default -> false;
            });
        }));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void noKindOfWordHoldsAWordTwiceOrAWordOfAnother(DemoLanguage language) {
        List<String> words = Stream.of("animal", "number", "body", "drink").flatMap(kind -> language.parts().get(kind).stream()).toList();
        assertThat(words).doesNotHaveDuplicates();
        for (String key : List.of("who", "what", "when", "noun", "which", "sum")) {
            assertThat(language.parts().get(key)).as(key).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void theTrainingListsExactlyWhatTheTestLeavesOut(Template template) throws IOException, InterruptedException {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/python3"))).as("python3").isTrue();
        Process python = new ProcessBuilder("/usr/bin/python3", TRAINING.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String name = template.name().toLowerCase(java.util.Locale.ROOT);
        List<String> trained = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> line.startsWith(name + " ")).toList();
        assertThat(python.waitFor()).isZero();
        assertThat(trained).containsExactlyElementsOf(template.all().stream().filter(one -> !one.isTest()).map(DemoInstance::name).toList());
        assertThat(DemoInstance.test(template, 1)).isNotEmpty().noneMatch(one -> trained.contains(one.name()));
    }

    /// Not only the names of the instances: their texts, in every language.
    @Test
    void noQuestionOfTheDemoIsATextOfTheTraining(@TempDir Path folder) throws IOException {
        DemoData.write(folder);
        for (DemoLanguage language : languages()) {
            String code = language.language().code();
            Set<String> trained = trained(language);
            List<String> asked = asked(folder, code, language.language().codeIn("flores200").orElseThrow());
            assertThat(asked).hasSize(java.util.Arrays.stream(Template.values()).mapToInt(DemoData::items).sum()).doesNotHaveDuplicates();
            assertThat(asked).as(code).noneMatch(trained::contains);
        }
    }

    private static Set<String> trained(DemoLanguage language) {
        Set<String> texts = new HashSet<>();
        for (Template template : Template.values()) {
            template.all().stream().filter(one -> !one.isTest()).forEach(one -> texts.add(switch (template) {
                case SENTENCE -> language.sentence(one.slot(0), one.slot(1), one.slot(2));
                case SUM -> language.sum(one.slot(0), one.slot(1), one.slot(2)).question();
                case WHICH -> language.which(one.slot(0)) + language.options(one.slots()).getKey();
                case WRITE, COMPOSE -> language.write(one.slots());
            }));
        }
        return texts;
    }

    private static List<String> asked(Path folder, String code, String flores) throws IOException {
        return Stream.of(
                Files.readAllLines(folder.resolve("flores/devtest/" + flores + ".devtest")).stream(),
                rows(folder.resolve("global-mgsm/" + code)).map(row -> row.get("question").asString()),
                rows(folder.resolve("global-mmlu/" + code)).map(row -> row.get("question").asString() + Stream.of("a", "b", "c", "d")
                        .map(letter -> row.get("option_" + letter).asString()).toList()),
                rows(folder.resolve("dolly-machine-translated-v2/" + code)).map(row -> row.get("prompt").asString()),
                rows(folder.resolve("m-ArenaHard-v2.1/" + code)).map(row -> row.get("prompt").asString())).flatMap(s -> s).toList();
    }

    @Test
    void everyLanguageIsAskedTheSame(@TempDir Path folder) throws IOException {
        DemoData.write(folder);
        Pattern number = Pattern.compile("\\d+");
        Map<String, List<String>> numbers = Languages.bundled().all().stream().map(Language::code).filter(DemoLanguage.CODES::contains)
                .collect(Collectors.toMap(code -> code, code -> rows(folder.resolve("global-mgsm/" + code)).map(row -> number.matcher(row.get("question").asString())
                        .results().map(java.util.regex.MatchResult::group).filter(n -> !n.equals("1")).sorted().toList() + row.get("answer").asString()).toList()));
        assertThat(numbers.values()).hasSize(DemoLanguage.CODES.size()).containsOnly(numbers.get("en"));
        assertThat(OPEN).allSatisfy(template -> assertThat(DemoInstance.test(template, 1)).hasSizeGreaterThanOrEqualTo(DemoData.items(template)));
    }

    private static Stream<JsonNode> rows(Path folder) {
        try {
            return Files.readAllLines(folder.resolve("test.jsonl")).stream().map(JSON::readTree);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
