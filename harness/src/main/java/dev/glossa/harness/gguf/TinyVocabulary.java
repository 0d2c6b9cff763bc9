package dev.glossa.harness.gguf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The tokens of a tiny model: specials, every byte, so that any script can be read, and some whole words in many scripts,
/// so that what a random network says is at least made of characters.
///
/// @param texts     as the file spells them
/// @param types     of llama.cpp: 1 normal, 2 unknown, 3 control, 6 byte
/// @param merges    of byte-level BPE; empty for SentencePiece
/// @param firstByte the first of the 256 byte tokens
/// @param end       the token that ends a turn
record TinyVocabulary(List<String> texts, List<Integer> types, List<String> merges, int firstByte, int begin, int end) {
    private static final int NORMAL = 1;
    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int BYTE = 6;

    /// "Water", "house", "yes", "hello" and the like; letters and digits for the benchmarks that look for them.
    private static final List<String> WORDS = List.of((""
            + "the water house yes no hello number maji nyumba ndiyo hapana habari agua casa hola eau maison oui Wasser Haus ja "
            + "nước nhà su ev evet air taigh ruwa gida omi ilé amanzi indlu "
            + "ሰላም ውሃ ቤት አዎ ቁጥር पानी घर हाँ नमस्ते पाणी ماء بيت نعم سلام پانی گھر ہاں آب خانه น้ำ บ้าน สวัสดี ទឹក ផ្ទះ បាទ "
            + "水 家 你好 是 みず いえ はい 물 집 안녕 জল বাড়ি হ্যাঁ நீர் வீடு ஆம் నీరు ఇల్లు అవును ਪਾਣੀ ਘਰ પાણી ઘર "
            + "νερό σπίτι ναι вода дом да будинок מים בית כן ရေ အိမ် ນ້ຳ ບ້ານ 🙂").split(" "));
    private static final List<String> MARKS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", ",", "?", ":", "!");
    private static final List<String> LETTERS = List.of("A", "B", "C", "D");

    int size() {
        return texts.size();
    }

    /// Whether a token is a mere byte: half a character in most scripts.
    boolean isByte(int token) {
        return token >= firstByte && token < firstByte + 256 && !MARKS.contains(texts.get(token));
    }

    /// SentencePiece with byte fallback, as the Llama family has it.
    ///
    /// @param size   at least so many tokens; what is missing is filled with words that say nothing
    /// @param pieces further tokens, as they stand in a text
    static TinyVocabulary sentencePiece(int size, List<String> pieces) {
        Tokens tokens = new Tokens();
        tokens.add("<unk>", UNKNOWN);
        tokens.add("<s>", CONTROL);
        tokens.add("</s>", CONTROL);
        int firstByte = tokens.texts.size();
        for (int b = 0; b < 256; b++) {
            tokens.add("<0x%02X>".formatted(b), BYTE);
        }
        tokens.add("\u2581", NORMAL);
        tokens.add("\n", NORMAL);
        WORDS.forEach(word -> tokens.add("\u2581" + word, NORMAL));
        LETTERS.forEach(letter -> tokens.add("\u2581" + letter, NORMAL));
        MARKS.forEach(mark -> tokens.add(mark, NORMAL));
        pieces.forEach(piece -> tokens.add(piece.replace(' ', '\u2581'), NORMAL));
        tokens.fill("\u2581w", size);
        return new TinyVocabulary(tokens.texts, tokens.types, List.of(), firstByte, 1, 2);
    }

    /// Byte-level BPE with Cohere's turn tokens.
    static TinyVocabulary byteLevel(int size, List<String> pieces) {
        Tokens tokens = new Tokens();
        for (String special : List.of("<PAD>", "<UNK>", "<CLS>", "<SEP>", "<MASK_TOKEN>", "<BOS_TOKEN>", "<EOS_TOKEN>", "<EOP_TOKEN>")) {
            tokens.add(special, CONTROL);
        }
        int firstByte = tokens.texts.size();
        for (int b = 0; b < 256; b++) {
            tokens.add(spelled(new byte[] {(byte) b}), NORMAL);
        }
        List<String> merges = new ArrayList<>();
        for (String letter : LETTERS) {
            merges.add("Ġ " + letter);
            tokens.add("Ġ" + letter, NORMAL);
        }
        for (String word : WORDS) {
            tokens.add(spelled((" " + word).getBytes(StandardCharsets.UTF_8)), NORMAL);
        }
        for (String turn : List.of("<|START_OF_TURN_TOKEN|>", "<|END_OF_TURN_TOKEN|>", "<|USER_TOKEN|>", "<|CHATBOT_TOKEN|>",
                "<|SYSTEM_TOKEN|>", "<|START_RESPONSE|>", "<|END_RESPONSE|>")) {
            tokens.add(turn, CONTROL);
        }
        pieces.forEach(piece -> tokens.add(spelled(piece.getBytes(StandardCharsets.UTF_8)), NORMAL));
        tokens.fill("Ġw", size);
        return new TinyVocabulary(tokens.texts, tokens.types, merges, firstByte, 5, tokens.texts.indexOf("<|END_OF_TURN_TOKEN|>"));
    }

    /// GPT-2's spelling of bytes: printable Latin-1 characters stand for themselves, the others follow from U+0100 on.
    private static String spelled(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (byte one : bytes) {
            int b = one & 0xff;
            int before = b <= ' ' ? b : b < 0xa1 ? b - 0x7f + 33 : 67;
            boolean printable = b > ' ' && b < 0x7f || b >= 0xa1 && b != 0xad;
            out.append((char) (printable ? b : 0x100 + before));
        }
        return out.toString();
    }

    private static final class Tokens {
        final List<String> texts = new ArrayList<>();
        final List<Integer> types = new ArrayList<>();

        void add(String text, int type) {
            texts.add(text);
            types.add(type);
        }

        void fill(String stem, int size) {
            for (int i = 0; texts.size() < size; i++) {
                add(stem + i, NORMAL);
            }
        }
    }
}
