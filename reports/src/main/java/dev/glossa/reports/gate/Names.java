package dev.glossa.reports.gate;

import dev.glossa.harness.Language;
import dev.glossa.reports.aggregate.Group;

/// Groups and languages as people know them.
final class Names {
    private Names() {}

    static String of(Group group) {
        return switch (group.kind()) {
            case OVERALL -> group.name().equals(Group.HEADLINE) ? "the overall mean" : group.name().equals(Group.ALL) ? "the mean over all languages" : group.name();
            case BIN -> "bin " + group.name();
            case RESOURCE -> group.name() + " resource languages";
            case REGION, SCRIPT -> group.name();
            case LANGUAGE -> of(group.languages().getFirst());
        };
    }

    static String of(Language language) {
        return language.name().equals(language.code()) ? language.code() : language.name() + " (" + language.code() + ")";
    }
}
