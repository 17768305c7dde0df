package dev.seaworthy.engine.rego.value;

/** Writes values as OPA prints terms: JSON with a blank after commas and colons, and sets. */
final class RegoText {
  private final StringBuilder out = new StringBuilder();

  private RegoText() {}

  static String of(Value value) {
    RegoText text = new RegoText();
    text.write(value);
    return text.out.toString();
  }

  private void write(Value value) {
    switch (value.rank()) {
      case NULL -> out.append("null");
      case BOOLEAN -> out.append(((BooleanValue) value).value());
      case NUMBER -> out.append(((NumberValue) value).literal());
      case STRING -> GoText.quote(((StringValue) value).text(), out);
      case ARRAY -> array((ArrayValue) value);
      case OBJECT -> object((ObjectValue) value);
      case SET -> set((SetValue) value);
    }
  }

  private void array(ArrayValue array) {
    out.append('[');
    for (int i = 0; i < array.size(); i++) {
      separate(i);
      write(array.at(i));
    }
    out.append(']');
  }

  private void object(ObjectValue object) {
    object.sort();
    out.append('{');
    for (int i = 0; i < object.size(); i++) {
      separate(i);
      write(object.keyAt(i));
      out.append(": ");
      write(object.valueAt(i));
    }
    out.append('}');
  }

  private void set(SetValue set) {
    if (set.size() == 0) {
      out.append("set()");
      return;
    }
    set.sort();
    out.append('{');
    for (int i = 0; i < set.size(); i++) {
      separate(i);
      write(set.at(i));
    }
    out.append('}');
  }

  private void separate(int position) {
    if (position > 0) {
      out.append(", ");
    }
  }
}
