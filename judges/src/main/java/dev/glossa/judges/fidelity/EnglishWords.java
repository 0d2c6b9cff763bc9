package dev.glossa.judges.fidelity;

import dev.glossa.harness.Signature;
import dev.glossa.judges.sacrebleu.PythonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// English words that betray themselves in another script: the lower-case entries of a word list with more than three letters.
record EnglishWords(Set<String> words, String digest) {
    private static final long LARGEST_FILE = 64 << 20;

    static EnglishWords load(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IllegalArgumentException(file + " has " + Files.size(file) + " bytes; a word list has a word on each line and at most " + LARGEST_FILE);
        }
        byte[] bytes = Files.readAllBytes(file);
        Set<String> words = new HashSet<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            String word = PythonText.strip(line);
            if (word.codePointCount(0, word.length()) > 3 && isLower(word)) {
                words.add(word);
            }
        }
        if (words.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no word of more than three lower-case letters; one word on each line is expected");
        }
        return new EnglishWords(words, Signature.sha256(bytes).substring(0, 12));
    }

    boolean contains(String word) {
        return words.contains(word);
    }

    /// Python's `islower`: some letter has case, and none is a capital.
    private static boolean isLower(String word) {
        return word.codePoints().anyMatch(Character::isLowerCase) && word.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
    }
}
