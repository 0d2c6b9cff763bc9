package dev.glossa.judges.comet;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes ONNX graphs for tests: as much of the protobuf format as an encoder needs.
final class OnnxWriter {
    static final int FLOAT = 1;
    static final int INT8 = 3;
    static final int INT64 = 7;
    static final int FLOAT16 = 10;
    private static final int OPSET = 17;

    private final ByteArrayOutputStream nodes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream interfaces = new ByteArrayOutputStream();
    private final List<byte[]> weights = new ArrayList<>();
    private int names;

    /// Adds a node and gives the name of its only output.
    ///
    /// @param attributes `Long`, `Float` or `long[]` by name
    String node(String operation, Map<String, Object> attributes, String... inputs) {
        String output = operation + names++;
        node(operation, attributes, List.of(output), List.of(inputs));
        return output;
    }

    /// Adds a node with several outputs and gives their names.
    List<String> nodes(String operation, int outputs, String... inputs) {
        List<String> given = java.util.stream.IntStream.range(0, outputs).mapToObj(i -> operation + names++).toList();
        node(operation, Map.of(), given, List.of(inputs));
        return given;
    }

    String node(String operation, String... inputs) {
        return node(operation, Map.of(), inputs);
    }

    /// Gives a value the name of an output.
    void output(String value, String name, int type, Object... shape) {
        node("Identity", Map.of(), List.of(name), List.of(value));
        interfaces(12, name, type, shape);
    }

    /// @param shape numbers, or names for what varies
    String input(String name, int type, Object... shape) {
        interfaces(11, name, type, shape);
        return name;
    }

    String weight(float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return weight(FLOAT, raw.array(), shape);
    }

    String half(float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putShort(Float.floatToFloat16(value));
        }
        return weight(FLOAT16, raw.array(), shape);
    }

    String bytes(byte[] values, long... shape) {
        return weight(INT8, values, shape);
    }

    String constant(long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return weight(INT64, raw.array(), values.length);
    }

    void write(Path file) throws IOException {
        byte[] name = new Message().text(2, "graph").bytes();
        long size = nodes.size() + name.length + interfaces.size() + weights.stream().mapToLong(w -> w.length).sum();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(new Message().number(1, 8).block(8, new Message().text(1, "").number(2, OPSET).bytes()).bytes());
            out.write(new Message().raw(7 << 3 | 2).raw(size).bytes());
            nodes.writeTo(out);
            out.write(name);
            for (byte[] weight : weights) {
                out.write(weight);
            }
            interfaces.writeTo(out);
        }
    }

    private String weight(int type, byte[] raw, long... shape) {
        String name = "weight" + names++;
        Message tensor = new Message();
        for (long dimension : shape) {
            tensor.number(1, dimension);
        }
        weights.add(new Message().block(5, tensor.number(2, type).text(8, name).block(9, raw).bytes()).bytes());
        return name;
    }

    private void node(String operation, Map<String, Object> attributes, List<String> outputs, List<String> inputs) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        node.text(3, outputs.getFirst()).text(4, operation);
        attributes.forEach((name, value) -> {
            Message attribute = new Message().text(1, name);
            switch (value) {
                case Long number -> attribute.number(3, number).number(20, 2);
                case Float real -> attribute.real(2, real).number(20, 1);
                case long[] list -> {
                    for (long number : list) {
                        attribute.number(8, number);
                    }
                    attribute.number(20, 7);
                }
                default -> throw new IllegalArgumentException("attribute " + value);
            }
            node.block(5, attribute.bytes());
        });
        nodes.writeBytes(new Message().block(1, node.bytes()).bytes());
    }

    private void interfaces(int field, String name, int type, Object... shape) {
        Message dimensions = new Message();
        for (Object dimension : shape) {
            dimensions.block(1, dimension instanceof Number number ? new Message().number(1, number.longValue()).bytes()
                    : new Message().text(2, dimension.toString()).bytes());
        }
        byte[] tensor = new Message().number(1, type).block(2, dimensions.bytes()).bytes();
        interfaces.writeBytes(new Message().block(field, new Message().text(1, name).block(2, new Message().block(1, tensor).bytes()).bytes()).bytes());
    }

    /// One protobuf message.
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message raw(long value) {
            long left = value;
            while ((left & ~0x7FL) != 0) {
                out.write((int) (left & 0x7F | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
            return this;
        }

        Message number(int field, long value) {
            return raw((long) field << 3).raw(value);
        }

        Message real(int field, float value) {
            raw((long) field << 3 | 5);
            out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
            return this;
        }

        Message block(int field, byte[] bytes) {
            raw((long) field << 3 | 2).raw(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        Message text(int field, String text) {
            return block(field, text.getBytes(StandardCharsets.UTF_8));
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
