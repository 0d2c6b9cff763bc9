package dev.glossa.harness.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// A part of a template that does something: prints, sets, repeats, defines.
sealed interface Statement {
    /// What the loop around should do next.
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    Flow execute(Scope scope, TextBuilder out);

    /// Statements in order, until one of them leaves the loop around.
    static Flow all(List<Statement> statements, Scope scope, TextBuilder out) {
        scope.run.enter();
        Flow flow = Flow.NEXT;
        for (int i = 0; i < statements.size() && flow == Flow.NEXT; i++) {
            flow = statements.get(i).execute(scope, out);
        }
        scope.run.leave();
        return flow;
    }

    record Data(Text text) implements Statement {
        @Override
        public Flow execute(Scope scope, TextBuilder out) {
            out.append(text);
            return Flow.NEXT;
        }
    }

    record Print(List<Expression> expressions, int line) implements Statement {
        @Override
        public Flow execute(Scope scope, TextBuilder out) {
            for (Expression expression : expressions) {
                scope.run.at(line);
                out.append(Show.text(scope.run, expression.evaluate(scope)));
            }
            return Flow.NEXT;
        }
    }

    record If(List<Expression> tests, List<List<Statement>> bodies, List<Statement> otherwise, int line)
            implements Statement {
        @Override
        public Flow execute(Scope scope, TextBuilder out) {
            scope.run.at(line);
            for (int i = 0; i < tests.size(); i++) {
                if (Logic.truth(tests.get(i).evaluate(scope))) {
                    return all(bodies.get(i), scope, out);
                }
            }
            return all(otherwise, scope, out);
        }
    }

    /// @param test null where the loop takes every value
    record For(Target target, Expression values, Expression test, Block body, Block otherwise, boolean recursive, int line) implements Statement {
        @Override
        public Flow execute(Scope scope, TextBuilder out) {
            scope.run.at(line);
            loop(scope, values.evaluate(scope), 0, out);
            return Flow.NEXT;
        }

        /// One level of the loop; a recursive one comes back here through `loop(values)`.
        void loop(Scope scope, Value over, int depth, TextBuilder out) {
            scope.run.enter();
            scope.run.at(line);
            Loop loop = new Loop(this, scope, chosen(scope, over), depth);
            boolean turned = false;
            while (loop.hasNext()) {
                turned = true;
                Scope turn = body.open(scope);
                scope.run.spendElements(1);
                Value value = loop.next();
                turn.set("loop", loop);
                target.assign(turn, value);
                if (body.execute(turn, out) == Flow.BREAK) {
                    break;
                }
            }
            if (!turned) {
                otherwise.execute(otherwise.open(scope), out);
            }
            scope.run.leave();
        }

        private Iterator<Value> chosen(Scope scope, Value over) {
            Iterator<Value> all = Sequences.iterate(scope.run, over);
            return test == null ? all : new Chosen(all, value -> {
                Scope trial = scope.inner();
                target.assign(trial, value);
                return Logic.truth(test.evaluate(trial));
            });
        }
    }

    record Leave(Flow flow) implements Statement {
        @Override
        public Flow execute(Scope scope, TextBuilder out) {
            return flow;
        }
    }

    record Set(Target target, Expression value, int line) implements Statement {
        @Override
        public Flow execute(Scope scope, TextBuilder out) {
            scope.run.at(line);
            target.assign(scope, value.evaluate(scope));
            return Flow.NEXT;
        }
    }

    /// `{% set name | filter %}…{% endset %}`; the filter is null where there is none.
    record SetBlock(Target target, Expression.Filtered filter, Block body, int line) implements Statement {
        @Override
        public Flow execute(Scope scope, TextBuilder out) {
            scope.run.at(line);
            TextBuilder text = new TextBuilder(scope.run);
            Scope inner = body.open(scope);
            Flow flow = body.execute(inner, text);
            if (flow == Flow.NEXT) {
                target.assign(scope, filter == null ? text.text() : filter.evaluate(inner, text.text()));
            }
            return flow;
        }
    }

    record FilterBlock(Expression.Filtered filter, Block body, int line) implements Statement {
        @Override
        public Flow execute(Scope scope, TextBuilder out) {
            scope.run.at(line);
            TextBuilder text = new TextBuilder(scope.run);
            Scope inner = body.open(scope);
            Flow flow = body.execute(inner, text);
            if (flow == Flow.NEXT) {
                Value filtered = filter.evaluate(inner, text.text());
                if (!(filtered instanceof Text shown)) {
                    throw new TemplateException("the filter of a block must give text, not " + filtered.type());
                }
                out.append(shown);
            }
            return flow;
        }
    }

    record With(List<Target> targets, List<Expression> values, Block body, int line) implements Statement {
        @Override
        public Flow execute(Scope scope, TextBuilder out) {
            scope.run.at(line);
            List<Value> evaluated = new ArrayList<>();
            values.forEach(value -> evaluated.add(value.evaluate(scope)));
            Scope inner = body.open(scope);
            for (int i = 0; i < targets.size(); i++) {
                targets.get(i).assign(inner, evaluated.get(i));
            }
            return body.execute(inner, out);
        }
    }

    record Define(Macro.Definition definition) implements Statement {
        @Override
        public Flow execute(Scope scope, TextBuilder out) {
            scope.set(definition.name(), new Macro(definition, scope));
            return Flow.NEXT;
        }
    }

    record CallBlock(Expression.Call call, Macro.Definition caller, int line) implements Statement {
        @Override
        public Flow execute(Scope scope, TextBuilder out) {
            scope.run.at(line);
            out.append(Show.text(scope.run, call.evaluate(scope, new Macro(caller, scope))));
            return Flow.NEXT;
        }
    }

    /// `{% generation %}`: what the assistant said, marked for training; it prints as it is, in a scope of its own.
    record Generation(Block body) implements Statement {
        @Override
        public Flow execute(Scope scope, TextBuilder out) {
            return body.execute(body.open(scope), out);
        }
    }
}
