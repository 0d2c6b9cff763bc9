package dev.glossa.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {
    @Test
    void aMissListsTheNamesThereAreAndTheNearest() {
        Registry<String> metrics = Registry.of("metric", List.of("bleu", "chrf++", "comet"), List::of);
        assertThat(metrics.find("comet")).isEqualTo("comet");
        assertThatThrownBy(() -> metrics.find("chrff")).hasMessage("no metric named 'chrff'; did you mean 'chrf++'? there are [bleu, chrf++, comet]");
        assertThatThrownBy(() -> metrics.find("meteor-x-large")).hasMessage("no metric named 'meteor-x-large'; there are [bleu, chrf++, comet]");
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertThatThrownBy(() -> Registry.of("metric", List.of("a", "b"), _ -> List.of("same"))).hasMessageContaining("two services are the metric 'same'");
    }
}
