package dev.glossa.harness.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A part of a template that has a value.
sealed interface Expression {
    /// Each kind spends a step and, where it can fail, says at which line it stands.
    Value evaluate(Scope scope);

    record Constant(Value value) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            return value;
        }
    }

    record Name(String name, int line) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            return scope.get(name);
        }
    }

    record ListOf(List<Expression> parts) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            return new Value.Items(all(parts, scope));
        }
    }

    record TupleOf(List<Expression> parts) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            return new Value.Tuple(all(parts, scope));
        }
    }

    private static List<Value> all(List<Expression> parts, Scope scope) {
        scope.run.enter();
        scope.run.spendElements(parts.size());
        List<Value> values = new ArrayList<>(parts.size());
        for (Expression part : parts) {
            values.add(part.evaluate(scope));
        }
        scope.run.leave();
        return values;
    }

    record DictOf(List<Expression> keys, List<Expression> values) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            scope.run.enter();
            Dict dict = new Dict();
            for (int i = 0; i < keys.size(); i++) {
                dict.put(scope.run, keys.get(i).evaluate(scope), values.get(i).evaluate(scope));
            }
            scope.run.leave();
            return dict;
        }
    }

    record Attribute(Expression of, String name, int line) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            scope.run.enter();
            Value value = of.evaluate(scope);
            scope.run.leave();
            scope.run.at(line);
            return Access.attribute(scope.run, value, name);
        }
    }

    record Item(Expression of, Expression index, int line) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            scope.run.enter();
            Value value = of.evaluate(scope);
            Value key = index.evaluate(scope);
            scope.run.leave();
            scope.run.at(line);
            return Access.item(scope.run, value, key);
        }
    }

    /// Borders that are not written are null.
    record Slice(Expression of, Expression start, Expression stop, Expression step, int line) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            scope.run.enter();
            Value value = of.evaluate(scope);
            Integer first = border(start, scope);
            Integer end = border(stop, scope);
            Integer stride = border(step, scope);
            scope.run.leave();
            scope.run.at(line);
            return Sequences.slice(scope.run, value, first, end, stride);
        }

        private static Integer border(Expression border, Scope scope) {
            Value value = border == null ? Value.NONE : border.evaluate(scope);
            return value instanceof Value.None ? null : (Integer) Given.within(Numbers.whole(value, "a slice"));
        }
    }

    /// What stands between the parentheses of a call; the last two, `*list` and `**dictionary`, are mostly null.
    record Passed(List<Expression> positional, Map<String, Expression> named, Expression list, Expression dictionary) {
        static final Passed NOTHING = new Passed(List.of(), Map.of(), null, null);

        Arguments evaluate(Scope scope) {
            if (this == NOTHING) {
                return Arguments.NONE;
            }
            scope.run.enter();
            scope.run.spendElements(positional.size() + named.size());
            List<Value> values = new ArrayList<>(positional.size());
            for (Expression part : positional) {
                values.add(part.evaluate(scope));
            }
            if (list != null) {
                values.addAll(Sequences.list(scope.run, list.evaluate(scope)));
            }
            Map<String, Value> byName = new LinkedHashMap<>();
            named.forEach((name, part) -> byName.put(name, part.evaluate(scope)));
            if (dictionary != null) {
                spread(scope, byName);
            }
            scope.run.leave();
            return new Arguments(values, byName);
        }

        private void spread(Scope scope, Map<String, Value> byName) {
            if (!(dictionary.evaluate(scope) instanceof Dict dict)) {
                throw new TemplateException("the value after ** must be a mapping");
            }
            for (Dict.Entry entry : dict.entries()) {
                scope.run.spendElements(1);
                if (!(entry.key() instanceof Text name)) {
                    throw new TemplateException("the keys of a mapping after ** must be text");
                }
                if (byName.put(name.chars, entry.value()) != null) {
                    throw new TemplateException("'" + name.chars + "' is given twice");
                }
            }
        }
    }

    record Call(Expression called, Passed passed, int line) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            scope.run.enter();
            Value function = called.evaluate(scope);
            Arguments arguments = passed.evaluate(scope);
            scope.run.at(line);
            Value result = switch (function) {
                case Thing thing -> thing.call(scope.run, arguments);
                case Value.Undefined undefined -> throw new TemplateException(undefined.problem());
                case Value _ -> throw new TemplateException("'" + function.type() + "' object is not callable");
            };
            scope.run.leave();
            return result;
        }

        /// The same call with the body of a `{% call %}` block as its `caller`.
        Value evaluate(Scope scope, Macro caller) {
            Map<String, Expression> named = new LinkedHashMap<>(passed.named());
            named.put("caller", new Constant(caller));
            return new Call(called, new Passed(passed.positional(), named, passed.list(), passed.dictionary()), line)
                    .evaluate(scope);
        }
    }

    /// @param input null at the head of a `{% filter %}` block, where the block's text is the input
    record Filtered(Expression input, String filter, Passed passed, int line) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            return evaluate(scope, null);
        }

        Value evaluate(Scope scope, Value blockText) {
            scope.run.enter();
            Value value = switch (input) {
                case null -> blockText;
                case Filtered inner -> inner.evaluate(scope, blockText);
                default -> input.evaluate(scope);
            };
            Arguments arguments = passed.evaluate(scope);
            scope.run.at(line);
            Value result = Filters.named(filter).apply(scope.run, value, arguments);
            scope.run.leave();
            return result;
        }
    }

    record Tested(Expression input, String test, Passed passed, int line) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            scope.run.enter();
            Value value = input.evaluate(scope);
            Arguments arguments = passed.evaluate(scope);
            scope.run.at(line);
            Value result = Checks.named(test).apply(scope.run, value, arguments);
            scope.run.leave();
            return result;
        }
    }

    record Calculated(String operator, Expression left, Expression right, int line) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            scope.run.enter();
            Value a = left.evaluate(scope);
            Value b = right.evaluate(scope);
            scope.run.leave();
            scope.run.at(line);
            return Arithmetic.apply(scope.run, operator, a, b);
        }
    }

    record Signed(boolean negative, Expression of, int line) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            scope.run.enter();
            Value value = of.evaluate(scope);
            scope.run.leave();
            scope.run.at(line);
            return negative ? Arithmetic.negate(scope.run, value) : Arithmetic.plus(value);
        }
    }

    /// Parts joined by `~`.
    record Joined(List<Expression> parts, int line) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            List<Value> values = all(parts, scope);
            scope.run.at(line);
            TextBuilder out = new TextBuilder(scope.run);
            values.forEach(value -> out.append(Show.text(scope.run, value)));
            return out.text();
        }
    }

    /// A chain such as `1 < x <= 9`, where each middle part is evaluated once.
    record Compared(Expression first, List<String> operators, List<Expression> others, int line) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            scope.run.enter();
            Value left = first.evaluate(scope);
            boolean holds = true;
            for (int i = 0; holds && i < others.size(); i++) {
                Value right = others.get(i).evaluate(scope);
                scope.run.at(line);
                holds = holds(scope.run, operators.get(i), left, right);
                left = right;
            }
            scope.run.leave();
            return Value.of(holds);
        }

        private static boolean holds(Run run, String operator, Value a, Value b) {
            return switch (operator) {
                case "==" -> Logic.equal(run, a, b);
                case "!=" -> !Logic.equal(run, a, b);
                case "in" -> Logic.contains(run, b, a);
                case "not in" -> !Logic.contains(run, b, a);
                default -> Logic.ordered(run, operator, a, b);
            };
        }
    }

    record Not(Expression of) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            scope.run.enter();
            boolean truth = Logic.truth(of.evaluate(scope));
            scope.run.leave();
            return Value.of(!truth);
        }
    }

    /// `and` and `or`, which give one of their sides, not a truth value.
    record Either(boolean and, Expression left, Expression right) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            scope.run.enter();
            scope.run.spend(1);
            Value value = left.evaluate(scope);
            if (Logic.truth(value) == and) {
                value = right.evaluate(scope);
            }
            scope.run.leave();
            return value;
        }
    }

    /// `a if test else b`; without an `else` it is null.
    record Conditional(Expression test, Expression then, Expression otherwise, int line) implements Expression {
        @Override
        public Value evaluate(Scope scope) {
            scope.run.enter();
            Value value = Logic.truth(test.evaluate(scope)) ? then.evaluate(scope)
                    : otherwise != null ? otherwise.evaluate(scope)
                    : new Value.Undefined("the inline if-expression on line " + line
                            + " evaluated to false and no else section was defined.");
            scope.run.leave();
            return value;
        }
    }
}
