package dev.glossa.reports.aggregate;

import dev.glossa.harness.Language;
import java.util.Optional;

/// Why the numbers of a signature are not to be trusted in a language; empty where nothing speaks against them.
@FunctionalInterface
public interface Flags {
    Flags NONE = (_, _) -> Optional.empty();

    /// @param signature as [Table#signature] has it
    Optional<String> of(String signature, Language language);
}
