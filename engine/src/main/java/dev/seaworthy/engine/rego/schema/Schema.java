package dev.seaworthy.engine.rego.schema;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.GoJson;
import dev.seaworthy.engine.rego.text.GoJsonWriter;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;

/** A schema that documents can be compared with. */
public final class Schema {
  private final SubSchema root;

  private Schema(SubSchema root) {
    this.root = root;
  }

  /**
   * Reads a schema.
   *
   * @throws RegoException if it is none
   */
  public static Schema of(Value json) {
    return new Schema(new SchemaReader(json).read(json));
  }

  /**
   * A document or schema as OPA takes them: JSON text, or a value.
   *
   * @throws RegoException if it is neither
   */
  public static Value json(Value operand) {
    if (operand instanceof StringValue text) {
      if (!GoJson.isValid(text.text())) {
        throw RegoException.failed("invalid JSON string");
      }
      return GoJson.read(text.text());
    }
    if (operand instanceof ObjectValue || operand instanceof ArrayValue) {
      return GoJson.read(GoJsonWriter.text(operand));
    }
    throw RegoException.failed("wrong type, expected string or object");
  }

  /**
   * Compares a document.
   *
   * @param step called for each step of the work
   * @return an object for each place that does not fit; none if all does
   */
  public ArrayValue match(Value document, Runnable step) {
    Findings findings = new Matcher(step).match(root, document);
    return ArrayValue.of(findings.list().stream().map(Schema::value).toList());
  }

  private static Value value(Findings.Finding finding) {
    ObjectValue object = new ObjectValue();
    put(object, "error", finding.field() + ": " + finding.description());
    put(object, "type", finding.type());
    put(object, "field", finding.field());
    put(object, "desc", finding.description());
    return object.sort();
  }

  private static void put(ObjectValue object, String name, String text) {
    object.put(StringValue.of(name), StringValue.of(text));
  }
}
