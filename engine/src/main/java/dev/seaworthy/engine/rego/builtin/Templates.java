package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Text with gaps, as Go's {@code text/template} fills them. */
final class Templates {
  private Templates() {}

  static @Nullable Builtin find(String name) {
    return name.equals("strings.render_template") ? (Builtin.Two) Templates::render : null;
  }

  private static Value render(Budget budget, Value template, Value variables) {
    String source = Operands.text(template, 1);
    ObjectValue data = Operands.object(variables, 2);
    if (!isJson(budget, data)) {
      throw Operands.failed("the variables hold what JSON cannot");
    }
    String text = TemplateRun.render(budget, TemplateParser.parse(budget, source), data);
    return StringValue.of(text.replace("<no value>", "<undefined>"));
  }

  /** OPA passes the variables on as JSON, into which it does not turn sets. */
  private static boolean isJson(Budget budget, Value value) {
    budget.step();
    boolean isJson = !(value instanceof SetValue);
    if (value instanceof ArrayValue array) {
      for (int i = 0; isJson && i < array.size(); i++) {
        isJson = isJson(budget, array.at(i));
      }
    } else if (value instanceof ObjectValue object) {
      for (int i = 0; isJson && i < object.size(); i++) {
        isJson = object.keyAt(i) instanceof StringValue && isJson(budget, object.valueAt(i));
      }
    }
    return isJson;
  }
}
