package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.builtin.Template.Command;
import dev.seaworthy.engine.rego.builtin.Template.Expression;
import dev.seaworthy.engine.rego.builtin.Template.Node;
import dev.seaworthy.engine.rego.builtin.Template.Pipeline;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rendering of a template. Java's null stands for no value. */
final class TemplateRun {
  private static final int MAX_DEPTH = 100;

  private final Budget budget;
  private final Template template;
  private final StringBuilder out = new StringBuilder();
  private Deque<Binding> variables = new ArrayDeque<>();
  private int depth;

  /** What comes after a node. */
  private enum Flow {
    NEXT,
    BREAK,
    CONTINUE
  }

  /** A variable. */
  private static final class Binding {
    private final String name;
    private @Nullable Object value;

    private Binding(String name, @Nullable Object value) {
      this.name = name;
      this.value = value;
    }
  }

  private TemplateRun(Budget budget, Template template) {
    this.budget = budget;
    this.template = template;
  }

  static String render(Budget budget, Template template, Value data) {
    TemplateRun run = new TemplateRun(budget, template);
    run.call(template.main(), data);
    return run.out.toString();
  }

  private void call(List<Node> nodes, @Nullable Object dot) {
    if (++depth > MAX_DEPTH) {
      throw error("exceeded maximum template depth (%d)".formatted(MAX_DEPTH));
    }
    Deque<Binding> outer = variables;
    variables = new ArrayDeque<>();
    variables.push(new Binding("$", dot));
    nodes(nodes, dot);
    variables = outer;
    depth--;
  }

  private Flow nodes(List<Node> nodes, @Nullable Object dot) {
    int outer = variables.size();
    Flow flow = Flow.NEXT;
    for (Node node : nodes) {
      budget.step();
      flow = node(node, dot);
      if (flow != Flow.NEXT) {
        break;
      }
    }
    leave(outer);
    return flow;
  }

  private void leave(int outer) {
    while (variables.size() > outer) {
      variables.pop();
    }
  }

  private Flow node(Node node, @Nullable Object dot) {
    if (node instanceof Template.Text text) {
      write(text.text());
    } else if (node instanceof Template.Output output) {
      Object value = pipeline(output.pipeline(), dot);
      if (output.pipeline().variables().isEmpty()) {
        write(TemplateText.of(value, true));
      }
    } else if (node instanceof Template.Choice choice) {
      return choose(choice, dot);
    } else if (node instanceof Template.Range range) {
      return range(range, dot);
    } else if (node instanceof Template.Jump jump) {
      return jump.isBreak() ? Flow.BREAK : Flow.CONTINUE;
    } else if (node instanceof Template.Call call) {
      List<Node> body = template.defined().get(call.name());
      if (body == null) {
        throw error("template \"%s\" not defined".formatted(call.name()));
      }
      Pipeline pipeline = call.pipeline();
      int outer = variables.size();
      Object value = pipeline == null ? null : pipeline(pipeline, dot);
      leave(outer);
      call(body, value);
    }
    return Flow.NEXT;
  }

  private void write(String text) {
    budget.allocate(2L * text.length());
    out.append(text);
  }

  private Flow choose(Template.Choice choice, @Nullable Object dot) {
    int outer = variables.size();
    Object value = pipeline(choice.pipeline(), dot);
    Flow flow =
        TemplateFunctions.isTrue(value)
            ? nodes(choice.body(), choice.movesDot() ? value : dot)
            : nodes(choice.otherwise(), dot);
    leave(outer);
    return flow;
  }

  private Flow range(Template.Range range, @Nullable Object dot) {
    int outer = variables.size();
    Object value = pipeline(range.pipeline(), dot);
    if (value instanceof Long && range.pipeline().variables().size() > 1) {
      throw error("can't use %s to iterate over more than one variable".formatted(value));
    }
    long size = TemplateFunctions.rangeSize(value);
    boolean goesOn = true;
    for (long i = 0; i < size && goesOn; i++) {
      budget.step();
      Object key = i;
      Object element = i;
      if (value instanceof ArrayValue array) {
        element = TemplateFunctions.plain(array.at((int) i));
      } else if (value instanceof ObjectValue object) {
        key = TemplateFunctions.plain(object.keyAt((int) i));
        element = TemplateFunctions.plain(object.valueAt((int) i));
      }
      assign(range.pipeline(), key, element);
      goesOn = nodes(range.body(), element) != Flow.BREAK;
    }
    Flow flow = size == 0 ? nodes(range.otherwise(), dot) : Flow.NEXT;
    leave(outer);
    return flow;
  }

  /** One variable gets the element; of two, the first gets the key. */
  private void assign(Pipeline pipeline, @Nullable Object key, @Nullable Object element) {
    List<String> names = pipeline.variables();
    if (!names.isEmpty()) {
      set(names.get(names.size() - 1), element);
    }
    if (names.size() > 1) {
      set(names.get(0), key);
    }
  }

  private void set(String name, @Nullable Object value) {
    find(name).value = value;
  }

  private Binding find(String name) {
    for (Binding binding : variables) {
      if (binding.name.equals(name)) {
        return binding;
      }
    }
    throw error("undefined variable: " + name);
  }

  private @Nullable Object pipeline(Pipeline pipeline, @Nullable Object dot) {
    Object value = null;
    boolean isFirst = true;
    for (Command command : pipeline.commands()) {
      value = command(command, dot, !isFirst, value);
      isFirst = false;
    }
    for (String name : pipeline.variables()) {
      if (pipeline.isNew()) {
        variables.push(new Binding(name, value));
      } else {
        set(name, value);
      }
    }
    return value;
  }

  private @Nullable Object command(
      Command command, @Nullable Object dot, boolean isPiped, @Nullable Object piped) {
    Expression first = command.words().get(0);
    List<Expression> rest = command.words().subList(1, command.words().size());
    if (first instanceof Template.Function function) {
      return function(function.name(), rest, dot, isPiped, piped);
    }
    if (first instanceof Template.Nil) {
      throw error("nil is not a command");
    }
    if (!rest.isEmpty() || isPiped) {
      throw error("can't give argument to non-function");
    }
    return value(first, dot);
  }

  private @Nullable Object function(
      String name,
      List<Expression> words,
      @Nullable Object dot,
      boolean isPiped,
      @Nullable Object piped) {
    List<@Nullable Object> arguments = new ArrayList<>();
    boolean isAnd = name.equals("and");
    boolean mayStop = isAnd || name.equals("or");
    for (Expression word : words) {
      Object argument = value(word, dot);
      if (mayStop && TemplateFunctions.isTrue(argument) != isAnd) {
        return argument;
      }
      arguments.add(argument);
    }
    if (isPiped) {
      arguments.add(piped);
    }
    try {
      return TemplateFunctions.call(budget, name, arguments);
    } catch (RegoException e) {
      throw e.isUndefined() ? error("error calling %s: %s".formatted(name, e.getMessage())) : e;
    }
  }

  private @Nullable Object value(Expression expression, @Nullable Object dot) {
    budget.step();
    if (expression instanceof Template.Dot) {
      return dot;
    }
    if (expression instanceof Template.Literal literal) {
      return literal.value();
    }
    if (expression instanceof Template.Variable variable) {
      return find(variable.name()).value;
    }
    if (expression instanceof Template.Function function) {
      return function(function.name(), List.of(), dot, false, null);
    }
    if (expression instanceof Pipeline pipeline) {
      return pipeline(pipeline, dot);
    }
    if (expression instanceof Template.Fields fields) {
      return fields(fields, dot);
    }
    return NullValue.NULL;
  }

  private @Nullable Object fields(Template.Fields fields, @Nullable Object dot) {
    Object value = value(fields.of(), dot);
    for (String name : fields.names()) {
      if (value == null) {
        return null;
      }
      if (!(value instanceof ObjectValue object)) {
        throw error("can't evaluate field %s in type %s".formatted(name, TemplateText.type(value)));
      }
      Value field = object.get(StringValue.of(name));
      value = field == null ? null : TemplateFunctions.plain(field);
    }
    return value;
  }

  private static RegoException error(String why) {
    return Operands.failed("template: template: executing \"template\": " + why);
  }
}
