package dev.glossa.harness.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Walking through values, counting, cutting and sorting them.
final class Sequences {
    private Sequences() {}

    static Iterator<Value> iterate(Run run, Value value) {
        return switch (value) {
            case Value.Items items -> items.values().iterator();
            case Value.Tuple tuple -> tuple.values().iterator();
            case Dict dict -> dict.entries().stream().map(Dict.Entry::key).iterator();
            case Value.View view -> iterate(run, view);
            case Text text -> characters(text);
            case Value.Range range -> LongStream.range(0, range.size()).mapToObj(range::get).iterator();
            case Value.Lazy lazy -> lazy.values();
            case Value.Undefined _ -> List.<Value>of().iterator();
            case Value.None _, Value.Bool _, Value.Whole _, Value.Real _, Thing _ ->
                throw new TemplateException("'" + value.type() + "' object is not iterable");
        };
    }

    private static Iterator<Value> iterate(Run run, Value.View view) {
        return view.dict().entries().stream().<Value>map(entry -> switch (view.part()) {
            case KEYS -> entry.key();
            case VALUES -> entry.value();
            case ITEMS -> pair(run, entry);
        }).iterator();
    }

    static Value.Tuple pair(Run run, Dict.Entry entry) {
        run.spendElements(1);
        return new Value.Tuple(List.of(entry.key(), entry.value()));
    }

    private static Iterator<Value> characters(Text text) {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < text.length();
            }

            @Override
            public Value next() {
                int start = at;
                at += Character.charCount(text.chars.codePointAt(start));
                return text.slice(start, at).markup(false);
            }
        };
    }

    /// All values in a list of their own, paid for.
    static List<Value> list(Run run, Value value) {
        return list(run, iterate(run, value));
    }

    static List<Value> list(Run run, Iterator<Value> values) {
        List<Value> list = new ArrayList<>();
        while (values.hasNext()) {
            run.spendElements(1);
            list.add(values.next());
        }
        return list;
    }

    /// Python's `len`, or -1 for what has none.
    static long size(Run run, Value value) {
        return switch (value) {
            case Text text -> {
                run.spend(text.length() / 16);
                yield text.codePoints();
            }
            case Value.Items items -> items.values().size();
            case Value.Tuple tuple -> tuple.values().size();
            case Value.Range range -> range.size();
            case Dict dict -> dict.size();
            case Value.View view -> view.dict().size();
            case Value.Undefined _ -> 0;
            case Loop loop -> loop.length(run);
            case Value.None _, Value.Bool _, Value.Whole _, Value.Real _, Value.Lazy _, Thing _ -> -1;
        };
    }

    /// One element by Python's index (negative from the end), or null where there is none.
    static Value at(Run run, Value value, long index) {
        long size = size(run, value);
        long from = index < 0 ? index + size : index;
        if (from < 0 || from >= size) {
            return null;
        }
        return switch (value) {
            case Text text -> {
                int start = text.isPlainUnits() ? (int) from : text.chars.offsetByCodePoints(0, (int) from);
                yield text.slice(start, start + Character.charCount(text.chars.codePointAt(start)));
            }
            case Value.Items items -> items.values().get((int) from);
            case Value.Tuple tuple -> tuple.values().get((int) from);
            case Value.Range range -> range.get(from);
            case Value _ -> null;
        };
    }

    /// `value[start:stop:step]`; a border that is not given is null.
    static Value slice(Run run, Value value, Integer start, Integer stop, Integer step) {
        if (!(value instanceof Text || value instanceof Value.Items || value instanceof Value.Tuple
                || value instanceof Value.Range)) {
            throw new TemplateException(value instanceof Value.Undefined undefined ? undefined.problem()
                    : "'" + value.type() + "' object cannot be sliced");
        }
        int size = (int) size(run, value);
        int stride = step == null ? 1 : step;
        if (stride == 0) {
            throw new TemplateException("slice step cannot be zero");
        }
        int lowest = stride > 0 ? 0 : -1;
        int highest = stride > 0 ? size : size - 1;
        int first = border(start, stride > 0 ? lowest : highest, size, lowest, highest);
        int end = border(stop, stride > 0 ? highest : lowest, size, lowest, highest);
        if (value instanceof Text text && stride == 1) {
            run.spend(Math.max(0, end - first));
            return first >= end ? text.slice(0, 0) : text.slice(offset(text, first), offset(text, end));
        }
        if (value instanceof Value.Range range) {
            return new Value.Range(range.start() + first * range.step(), range.start() + end * range.step(),
                    range.step() * stride);
        }
        IntStream indices = IntStream.iterate(first, at -> stride > 0 ? at < end : at > end,
                at -> (int) Math.clamp((long) at + stride, -1L, Integer.MAX_VALUE));
        return pick(run, value, indices.iterator());
    }

    private static Value pick(Run run, Value value, PrimitiveIterator.OfInt indices) {
        if (value instanceof Text text) {
            int[] offsets = text.chars.codePoints().map(Character::charCount).toArray();
            run.spend(text.length());
            for (int i = 0, at = 0; i < offsets.length; i++) {
                int width = offsets[i];
                offsets[i] = at;
                at += width;
            }
            TextBuilder picked = new TextBuilder(run);
            while (indices.hasNext()) {
                int at = offsets[indices.nextInt()];
                picked.append(text, at, at + Character.charCount(text.chars.codePointAt(at)));
            }
            return picked.text().markup(text.markup);
        }
        List<Value> picked = new ArrayList<>();
        while (indices.hasNext()) {
            run.spendElements(1);
            picked.add(at(run, value, indices.nextInt()));
        }
        return value instanceof Value.Tuple ? new Value.Tuple(picked) : new Value.Items(picked);
    }

    private static int border(Integer given, int otherwise, int size, int lowest, int highest) {
        if (given == null) {
            return otherwise;
        }
        long at = given < 0 ? (long) given + size : given;
        return (int) Math.clamp(at, (long) lowest, (long) highest);
    }

    private static int offset(Text text, int codePoints) {
        return text.isPlainUnits() ? codePoints : text.chars.offsetByCodePoints(0, codePoints);
    }

    /// A stable sort that asks for "less" alone, as Python's: an order with holes (NaN) gives some order, never an error.
    static <T> List<T> sorted(List<T> values, BiPredicate<T, T> less) {
        if (values.size() < 2) {
            return values;
        }
        List<T> left = sorted(values.subList(0, values.size() / 2), less);
        List<T> right = sorted(values.subList(values.size() / 2, values.size()), less);
        List<T> merged = new ArrayList<>(values.size());
        int taken = 0;
        for (T value : left) {
            while (taken < right.size() && less.test(right.get(taken), value)) {
                merged.add(right.get(taken++));
            }
            merged.add(value);
        }
        merged.addAll(right.subList(taken, right.size()));
        return merged;
    }
}
