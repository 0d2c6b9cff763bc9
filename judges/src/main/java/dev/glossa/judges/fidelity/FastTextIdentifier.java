package dev.glossa.judges.fidelity;

import dev.glossa.harness.Language;
import dev.glossa.judges.fasttext.FastText;
import dev.glossa.judges.fasttext.Prediction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A fastText model: lid.176, whose labels are the codes of the language table, GlotLID, or one of the user's.
final class FastTextIdentifier implements LineIdentifier {
    /// A guess this weak is none (language-confusion `compute_metrics.py`).
    private static final double LEAST = 0.3;

    private final FastText model;
    private final String name;
    private final Set<String> labels;
    private final ConcurrentHashMap<Language, Optional<String>> expected = new ConcurrentHashMap<>();

    private FastTextIdentifier(FastText model, String name) {
        this.model = model;
        this.name = name;
        this.labels = Set.copyOf(model.labels());
    }

    static FastTextIdentifier load(Path file) throws IOException {
        FastText model = FastText.load(file);
        return new FastTextIdentifier(model, file.getFileName() + "@" + digest(file).substring(0, 12));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean knows(Language language) {
        return expected(language).isPresent();
    }

    @Override
    public boolean tellsEnglishFrom(Language language) {
        return !language.code().equals("en");
    }

    @Override
    public Verdict identify(String line, Language language) {
        List<Prediction> best = model.predict(line, 1);
        String label = best.isEmpty() || !(best.getFirst().probability() > LEAST) ? "unknown" : best.getFirst().label();
        return new Verdict(expected(language).equals(Optional.of(label)), label);
    }

    /// The model's label for a language: its code, or the way GlotLID writes it.
    private Optional<String> expected(Language language) {
        return expected.computeIfAbsent(language, l -> {
            List<String> spellings = new ArrayList<>();
            l.codeIn("lid176").ifPresent(spellings::add);
            spellings.add(l.code());
            l.varietyOf().ifPresent(spellings::add);
            l.codeIn("flores_plus").ifPresent(spellings::add);
            l.codeIn("flores200").ifPresent(codes -> spellings.addAll(List.of(codes.split(";"))));
            spellings.add(l.iso639_3() + "_" + l.script());
            if (l.script().startsWith("Han")) {
                spellings.add("cmn_Hani");
            }
            if (!Lid176.meansAnother(l.iso639_3(), l)) {
                spellings.add(l.iso639_3());
            }
            Lid176.label(l).ifPresent(spellings::add);
            return spellings.stream().filter(labels::contains).findFirst();
        });
    }

    /// What a line of English is labelled.
    static boolean isEnglish(String label) {
        return label.equals("en") || label.equals("eng_Latn") || label.equals("eng");
    }

    private static String digest(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
