package dev.glossa.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptTest {
    private final List<String> events = new ArrayList<>();

    private final class Model implements AutoCloseable {
        Model() {
            events.add("opened");
        }

        @Override
        public void close() {
            events.add("closed");
        }
    }

    private void use(String key) throws IOException {
        try (Kept<Model> model = Kept.of(Model.class, key, Model::new)) {
            assertThat(model.value()).isNotNull();
            events.add("used");
        }
    }

    @AfterEach
    void release() {
        Kept.release();
    }

    @Test
    void itIsClosedWithItsUser() throws IOException {
        use("ሞዴል");
        use("ሞዴል");
        assertThat(events).containsExactly("opened", "used", "closed", "opened", "used", "closed");
    }

    @Test
    void aProcessOfManyPiecesOpensEachOnce() throws IOException {
        Kept.opened();
        Kept.throughout();
        use("ሞዴል");
        use("ሞዴል");
        use("another");
        assertThat(events).containsExactly("opened", "used", "used", "opened", "used");
        assertThat(Kept.opened()).isEqualTo(2);
        assertThat(Kept.opened()).isZero();
        Kept.release();
        assertThat(events).endsWith("closed", "closed");
    }
}
