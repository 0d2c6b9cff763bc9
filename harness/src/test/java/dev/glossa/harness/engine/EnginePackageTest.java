package dev.glossa.harness.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnginePackageTest {

    @ParameterizedTest
    @CsvSource({"Linux, amd64, linux-x64", "Linux, x86_64, linux-x64", "Linux, aarch64, linux-arm64", "Linux, arm, linux-armv7l"})
    void aMachineGetsTheBuildOfItsSystemAndProcessor(String system, String processor, String platform) {
        assertThat(EnginePackage.of(system, processor)).map(EnginePackage::platform).hasValue(platform);
    }

    @ParameterizedTest
    @CsvSource({"Mac OS X, aarch64, mac-arm64", "Windows 11, amd64, win-x64", "Linux, riscv64, linux-riscv64"})
    void aMachineWithoutAPublishedBuildHasANameButNoPackage(String system, String processor, String platform) {
        assertThat(EnginePackage.of(system, processor)).isEmpty();
        assertThat(EnginePackage.platform(system, processor)).isEqualTo(platform);
    }

    @Test
    void everyDigestOfTheTableIsASha512() {
        assertThat(EnginePackage.PUBLISHED).allSatisfy(one -> {
            assertThat(one.integrity()).startsWith("sha512-");
            assertThat(Base64.getDecoder().decode(one.integrity().substring("sha512-".length()))).hasSize(64);
        });
    }

    @Test
    void anUnknownPlatformIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> EnginePackage.named("linux-x64-metal"))
                .hasMessageContaining("linux-x64-metal").hasMessageContaining("linux-x64-cuda");
    }
}
