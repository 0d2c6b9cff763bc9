package dev.glossa.harness.gguf;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Writes GGUF version 3 with weights in 32-bit floats, made while they are written: a model larger than the heap is no problem.
final class GgufWriter {
    private static final int ALIGNMENT = 32;

    /// A row-major matrix, or a vector when `rows` is 1, whose values are drawn one after the other.
    private record Tensor(String name, int rows, int columns, Weights weights) {
        long bytes() {
            return 4L * rows * columns;
        }
    }

    /// The next weight of a row.
    @FunctionalInterface
    interface Weights {
        float next(int row);
    }

    private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    private final List<Tensor> tensors = new ArrayList<>();
    private int keys;

    GgufWriter whole(String key, int value) {
        return key(key, 4, little(4).putInt(value));
    }

    GgufWriter real(String key, double value) {
        return key(key, 6, little(4).putFloat((float) value));
    }

    GgufWriter bool(String key, boolean value) {
        return key(key, 7, little(1).put((byte) (value ? 1 : 0)));
    }

    GgufWriter text(String key, String value) {
        return key(key, 8, string(value));
    }

    GgufWriter texts(String key, List<String> values) {
        List<ByteBuffer> strings = values.stream().map(GgufWriter::string).toList();
        ByteBuffer out = array(8, values.size(), strings.stream().mapToInt(ByteBuffer::position).sum());
        strings.forEach(one -> out.put(one.flip()));
        return key(key, 9, out);
    }

    GgufWriter wholes(String key, List<Integer> values) {
        ByteBuffer out = array(5, values.size(), 4 * values.size());
        values.forEach(out::putInt);
        return key(key, 9, out);
    }

    GgufWriter reals(String key, List<Float> values) {
        ByteBuffer out = array(6, values.size(), 4 * values.size());
        values.forEach(out::putFloat);
        return key(key, 9, out);
    }

    GgufWriter matrix(String name, int rows, int columns, Weights weights) {
        tensors.add(new Tensor(name, rows, columns, weights));
        return this;
    }

    GgufWriter ones(String name, int length) {
        return matrix(name, 1, length, _ -> 1);
    }

    /// Writes the whole file beside its place and renames it: no reader sees half a model.
    void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path partial = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".partial");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial, StandardOpenOption.CREATE_NEW), 1 << 16)) {
                writeTo(out);
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /// Writes the model as two files, as llama.cpp's `gguf-split` does: all metadata and the first tensors, then the others.
    void write(Path first, Path second) throws IOException {
        int half = tensors.size() / 2;
        GgufWriter head = new GgufWriter();
        head.metadata.writeBytes(metadata.toByteArray());
        head.keys = keys;
        head.tensors.addAll(tensors.subList(0, half));
        GgufWriter tail = new GgufWriter();
        tail.tensors.addAll(tensors.subList(half, tensors.size()));
        head.part(0, tensors.size()).write(first);
        tail.part(1, tensors.size()).write(second);
    }

    private GgufWriter part(int number, int all) {
        return key("split.no", 2, little(2).putShort((short) number)).key("split.count", 2, little(2).putShort((short) 2))
                .key("split.tensors.count", 5, little(4).putInt(all));
    }

    private void writeTo(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeBytes("GGUF");
        put(out, little(20).putInt(3).putLong(tensors.size()).putLong(keys));
        metadata.writeTo(out);
        long offset = 0;
        for (Tensor tensor : tensors) {
            put(out, string(tensor.name));
            // Dimensions stand fastest first; type 0 is F32.
            put(out, tensor.rows == 1
                    ? little(24).putInt(1).putLong(tensor.columns).putInt(0).putLong(offset)
                    : little(32).putInt(2).putLong(tensor.columns).putLong(tensor.rows).putInt(0).putLong(offset));
            offset += tensor.bytes() + padding(tensor.bytes());
        }
        pad(out, out.size());
        for (Tensor tensor : tensors) {
            ByteBuffer row = little(4 * tensor.columns);
            for (int r = 0; r < tensor.rows; r++) {
                row.clear();
                for (int c = 0; c < tensor.columns; c++) {
                    row.putFloat(tensor.weights.next(r));
                }
                put(out, row);
            }
            pad(out, tensor.bytes());
        }
        out.flush();
    }

    private GgufWriter key(String key, int type, ByteBuffer value) {
        ByteBuffer name = string(key);
        metadata.write(name.array(), 0, name.position());
        ByteBuffer wire = little(4).putInt(type);
        metadata.write(wire.array(), 0, 4);
        metadata.write(value.array(), 0, value.position());
        keys++;
        return this;
    }

    private static ByteBuffer string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return little(8 + bytes.length).putLong(bytes.length).put(bytes);
    }

    private static ByteBuffer array(int type, int count, int bytes) {
        return little(12 + bytes).putInt(type).putLong(count);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int padding(long bytes) {
        return (int) (-bytes & (ALIGNMENT - 1));
    }

    private static void pad(OutputStream out, long written) throws IOException {
        out.write(new byte[padding(written)]);
    }

    private static void put(OutputStream out, ByteBuffer filled) throws IOException {
        out.write(filled.array(), 0, filled.position());
    }
}
