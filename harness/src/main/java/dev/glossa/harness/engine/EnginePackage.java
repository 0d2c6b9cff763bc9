package dev.glossa.harness.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A published build of the pinned llama.cpp release for one platform.
///
/// @param platform  the publisher's word for system, processor and accelerator, such as `linux-x64`
/// @param integrity digest of the package, as registries write it: `sha512-` and Base64
record EnginePackage(String platform, String integrity) {

    /// The llama.cpp release inside every package of the table.
    static final String RELEASE = "v0.5.0";

    /// The version of the npm packages that carry it.
    static final String VERSION = "3.22.1";

    /// What can be had. For macOS and Windows nothing is published at this version: `--llama-lib` there.
    static final List<EnginePackage> PUBLISHED = List.of(
            new EnginePackage("linux-x64",
                    "sha512-5uCCDNqWCNfaAm8aR/Uzxbo4HBpKgNF91kCHPepKhgMgV2OAmatoefbOlMihsqCiH2Od35E/eUHQCFbfRBJuOg=="),
            new EnginePackage("linux-arm64",
                    "sha512-W+7naKCXX9/eEjjFmRS8vvx91QyLXDbeFxexZc3bh/PtQABZgmRL3C0AtYYXn4YGTj/3Qor4lWZn2tpjZFPLdQ=="),
            new EnginePackage("linux-armv7l",
                    "sha512-v/pHg4BcQHRDna+YYq4vWp44HCFluar4hAiB732Pa5PF89flMXhHSku68tQn+25RJjuc3TtoeY/i57WnX9GrdQ=="),
            new EnginePackage("linux-x64-cuda",
                    "sha512-8rQCjyNNLZJUFit+YpjwlC4hwkKgOMIkB2wuycKBf8NU2O3ySKbiWZQ8aw9ku2nUTXjSnUIrE6KB88itduTBuA=="),
            new EnginePackage("linux-x64-vulkan",
                    "sha512-bBxqU+JOcBu1nb5Qj2zcMci+JByT1E8EajHvYodyNfVIPkEhXh+/HMwR1/BT7xP08YK0hks+kM8fglER0P8JEg=="));

    /// The package of a platform by its name; a miss lists the names there are.
    static EnginePackage named(String platform) {
        return PUBLISHED.stream().filter(one -> one.platform.equals(platform)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no llama.cpp " + RELEASE + " is published for '"
                        + platform + "'; there are " + PUBLISHED.stream().map(EnginePackage::platform).toList()));
    }

    /// The package that runs on any machine of this system and processor: the one without an accelerator.
    static Optional<EnginePackage> of(String system, String processor) {
        String platform = platform(system, processor);
        return PUBLISHED.stream().filter(one -> one.platform.equals(platform)).findFirst();
    }

    /// This machine in the publisher's words, whether or not anything is published for it.
    static String platform(String system, String processor) {
        String name = system.toLowerCase(Locale.ROOT);
        String kind = name.startsWith("mac") ? "mac" : name.startsWith("windows") ? "win" : name;
        String machine = switch (processor.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x64";
            case "aarch64", "arm64" -> "arm64";
            case "arm", "armv7l" -> "armv7l";
            case String other -> other;
        };
        return kind + "-" + machine;
    }

    /// What npm is asked for.
    String specifier() {
        return "@node-llama-cpp/" + platform + "@" + VERSION;
    }

    /// The folder's name in the cache: another pin is another folder, so versions live side by side.
    String folder() {
        return "llama.cpp-" + RELEASE + "-" + platform;
    }
}
