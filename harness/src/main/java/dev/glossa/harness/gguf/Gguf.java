package dev.glossa.harness.gguf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of a GGUF model file: its metadata, checked together with the list of tensors; the weights stay on the disk.
///
/// Reading it first means that a truncated or hostile file is refused in one sentence instead of inside native code.
/// Format: ggml's `docs/gguf.md`, versions 2 and 3, little-endian.
///
/// @param version  of the container format
/// @param metadata in the file's order
/// @param tensors  how many tensors the file holds; 0 for a vocabulary
/// @param size     of the file in bytes
public record Gguf(Path file, int version, Map<String, GgufValue> metadata, long tensors, long size) {
    // Real files stay far below: at most about 100 keys and 2,000 tensors, templates up to 100 kB.
    private static final int MOST_KEYS = 1 << 16;
    private static final int MOST_TENSORS = 1 << 16;
    private static final int LONGEST_KEY = 1 << 16;
    private static final int MOST_DIMENSIONS = 4;
    private static final int DEEPEST_ARRAY = 4;
    /// All texts of the metadata together; arrays are not kept.
    private static final int MOST_TEXT = 16 << 20;

    private static final int MOST_PARTS = 1 << 16;
    private static final Pattern PART = Pattern.compile("(.*)-(\\d{5})-of-(\\d{5})\\.gguf", Pattern.DOTALL);

    private static final int WIRE_BOOL = 7;
    private static final int WIRE_STRING = 8;
    private static final int WIRE_ARRAY = 9;
    /// Bytes per value by wire type; 0 where the length is in the file.
    private static final int[] WIRE_BYTES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

    /// @throws IllegalArgumentException when the file is no whole GGUF file, naming the file, the byte and what was expected
    public static Gguf read(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("there is no model file " + file);
        }
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is no file; a GGUF model was expected");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(new GgufCursor(file, channel));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Gguf read(GgufCursor in) throws IOException {
        int magic = in.int32("the magic 'GGUF'");
        if (magic != 0x46554747) {
            throw in.refuse(0, "no GGUF file: it begins with 0x%08x, not with 'GGUF'".formatted(Integer.reverseBytes(magic)));
        }
        int version = in.int32("the version");
        if (version != 2 && version != 3) {
            throw in.refuse(4, Integer.reverseBytes(version) == 3
                    ? "a big-endian GGUF file; little-endian is expected"
                    : "GGUF version " + Integer.toUnsignedString(version) + "; 2 or 3 is expected");
        }
        long tensors = in.count("number of tensors", MOST_TENSORS);
        long keys = in.count("number of metadata keys", MOST_KEYS);
        Map<String, GgufValue> metadata = new LinkedHashMap<>();
        int text = 0;
        for (long i = 0; i < keys; i++) {
            long at = in.position();
            String key = in.text("a metadata key", LONGEST_KEY);
            GgufValue value = value(in, key, MOST_TEXT - text);
            if (value instanceof GgufValue.Text(String string)) {
                text += string.length();
            }
            if (metadata.putIfAbsent(key, value) != null) {
                throw in.refuse(at, "metadata key '" + key + "' stands twice");
            }
        }
        Gguf head = new Gguf(in.file(), version, Collections.unmodifiableMap(metadata), tensors, in.size());
        checkTensors(in, tensors, head.number("general.alignment").orElse(32));
        return head;
    }

    private static GgufValue value(GgufCursor in, String key, int mostText) throws IOException {
        long at = in.position();
        int type = in.int32("the type of '" + key + "'");
        return switch (type) {
            case 0 -> new GgufValue.Whole(in.int8(key) & 0xff);
            case 1 -> new GgufValue.Whole(in.int8(key));
            case 2 -> new GgufValue.Whole(in.int16(key) & 0xffff);
            case 3 -> new GgufValue.Whole(in.int16(key));
            case 4 -> new GgufValue.Whole(Integer.toUnsignedLong(in.int32(key)));
            case 5 -> new GgufValue.Whole(in.int32(key));
            case 6 -> new GgufValue.Real(Float.intBitsToFloat(in.int32(key)));
            case WIRE_BOOL -> new GgufValue.Bool(bool(in, key));
            case WIRE_STRING -> new GgufValue.Text(in.text("'" + key + "'", mostText));
            case WIRE_ARRAY -> array(in, key, 0);
            case 10, 11 -> new GgufValue.Whole(in.int64(key));
            case 12 -> new GgufValue.Real(Double.longBitsToDouble(in.int64(key)));
            default -> throw in.refuse(at, "value type " + Integer.toUnsignedString(type) + " of '" + key + "'; 0 to 12 are known");
        };
    }

    private static boolean bool(GgufCursor in, String key) throws IOException {
        long at = in.position();
        byte value = in.int8(key);
        if (value != 0 && value != 1) {
            throw in.refuse(at, "'" + key + "' is a boolean of value " + value + "; 0 or 1 is expected");
        }
        return value == 1;
    }

    private static GgufValue.Array array(GgufCursor in, String key, int depth) throws IOException {
        long at = in.position();
        int type = in.int32("the element type of '" + key + "'");
        if (type < 0 || type >= WIRE_BYTES.length || depth > DEEPEST_ARRAY) {
            throw in.refuse(at, "array '" + key + "' has elements of type " + Integer.toUnsignedString(type)
                    + " at depth " + depth + "; 0 to 12, nested at most " + DEEPEST_ARRAY + " deep, are known");
        }
        long count = in.count("length of array '" + key + "'", Integer.MAX_VALUE);
        long start = in.position();
        if (type == WIRE_STRING) {
            String what = "an element of '" + key + "'";
            for (long i = 0; i < count; i++) {
                in.skipText(what);
            }
        } else if (type == WIRE_ARRAY) {
            for (long i = 0; i < count; i++) {
                array(in, key, depth + 1);
            }
        } else {
            in.skip(count * WIRE_BYTES[type], "array '" + key + "' of " + count + " elements");
        }
        return new GgufValue.Array(type, count, start, in.position() - start);
    }

    /// Every tensor's bytes must be in the file: the commonest damage is a download that stopped.
    private static void checkTensors(GgufCursor in, long tensors, long alignment) throws IOException {
        if (alignment < 1 || alignment > 1 << 20 || Long.bitCount(alignment) != 1) {
            throw in.refuse(in.position(), "general.alignment is " + alignment + "; a power of two up to 1048576 is expected");
        }
        long furthest = 0;
        String last = "";
        for (long i = 0; i < tensors; i++) {
            String name = in.text("the name of tensor " + i, LONGEST_KEY);
            long at = in.position();
            int dimensions = in.int32("the dimensions of '" + name + "'");
            if (dimensions < 0 || dimensions > MOST_DIMENSIONS) {
                throw in.refuse(at, "tensor '" + name + "' has " + Integer.toUnsignedString(dimensions)
                        + " dimensions; at most " + MOST_DIMENSIONS + " are expected");
            }
            long values = 1;
            for (int d = 0; d < dimensions; d++) {
                long length = in.int64("a dimension of '" + name + "'");
                if (length < 1 || Math.multiplyHigh(values, length) != 0 || values * length < 0) {
                    throw in.refuse(at, "tensor '" + name + "' has a dimension of " + Long.toUnsignedString(length));
                }
                values *= length;
            }
            Optional<GgufType> type = GgufType.of(in.int32("the type of '" + name + "'"));
            long offset = in.int64("the place of '" + name + "'");
            if (offset < 0 || offset % alignment != 0) {
                throw in.refuse(in.position() - 8, "tensor '" + name + "' is at " + Long.toUnsignedString(offset)
                        + ", which is no multiple of " + alignment);
            }
            // A type that this table lacks may be a newer ggml's: the engine decides.
            long end = offset;
            if (type.isPresent()) {
                long blocks = values / type.get().values;
                if (blocks > Long.MAX_VALUE / type.get().bytes - offset) {
                    throw in.refuse(at, "tensor '" + name + "' has " + values + " values");
                }
                end += blocks * type.get().bytes;
            }
            if (end > furthest) {
                furthest = end;
                last = name;
            }
        }
        long data = (in.position() + alignment - 1) & -alignment;
        if (tensors > 0 && furthest > in.size() - data) {
            throw in.refuse(in.size(), "the file ends here, but tensor '" + last + "' ends at byte "
                    + Long.toUnsignedString(data + furthest) + "; a download that stopped leaves this behind");
        }
    }

    public Optional<String> text(String key) {
        return metadata.get(key) instanceof GgufValue.Text(String value) ? Optional.of(value) : Optional.empty();
    }

    public OptionalLong number(String key) {
        return metadata.get(key) instanceof GgufValue.Whole(long value) ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /// All files of the model in their order: this one, or every part of a model that is split as llama.cpp splits one, this
    /// file being the first of them.
    ///
    /// @throws IllegalArgumentException when a part is missing, or belongs to another split
    public List<Path> parts() {
        long count = number("split.count").orElse(1);
        if (count == 1) {
            return List.of(file);
        }
        Matcher name = PART.matcher(file.getFileName().toString());
        if (count < 1 || count > MOST_PARTS || !name.matches() || Long.parseLong(name.group(3)) != count) {
            throw new IllegalArgumentException("%s is part of a model in %d files; the first of them is called NAME-00001-of-%05d.gguf".formatted(file, count, count));
        }
        List<Path> parts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Path part = file.resolveSibling(String.format(Locale.ROOT, "%s-%05d-of-%05d.gguf", name.group(1), i, count));
            if (!Files.exists(part)) {
                throw new IllegalArgumentException("%s is in %d files, and %s is missing".formatted(file, count, part.getFileName()));
            }
            if (i == 1 && !part.equals(file)) {
                throw new IllegalArgumentException("%s is a later part of a model in %d files; name the first, %s".formatted(file, count, part));
            }
            Gguf head = part.equals(file) ? this : read(part);
            if (head.number("split.count").orElse(1) != count || head.number("split.no").orElse(-1) != i - 1) {
                throw new IllegalArgumentException("%s says that it is part %d of %d; it stands in the place of part %d of %d".formatted(
                        part, head.number("split.no").orElse(0) + 1, head.number("split.count").orElse(1), i, count));
            }
            parts.add(part);
        }
        return parts;
    }

    /// Such as `llama` or `cohere2`: the first part of the keys that describe the network.
    public Optional<String> architecture() {
        return text("general.architecture");
    }

    /// The length in tokens that the model was trained for.
    public OptionalLong contextLength() {
        return architecture().map(name -> number(name + ".context_length")).orElse(OptionalLong.empty());
    }

    /// The Jinja template that turns a conversation into text.
    public Optional<String> chatTemplate() {
        return text("tokenizer.chat_template");
    }
}
