package dev.seaworthy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to evaluate, and what should come out.
 *
 * @param builtins those that the program calls
 * @param want the set of bindings; null when an error is wanted
 * @param wantCode the error's code; empty when bindings are wanted
 * @param strictCode the error's code when a builtin's error ends the evaluation; empty when the
 *     question does not tell
 * @param asJson whether only what is left counts when sets become arrays
 * @param unsorted whether the order of arrays bound to names does not count
 */
record Question(
    String name,
    String family,
    String entrypoint,
    String query,
    List<String> builtins,
    @Nullable Value input,
    @Nullable SetValue want,
    String wantCode,
    String strictCode,
    boolean asJson,
    boolean unsorted) {

  static Question read(JsonNode line) {
    List<String> builtins = new ArrayList<>();
    line.path("builtins").forEach(name -> builtins.add(name.asText()));
    boolean asJson = line.path("as_json").asBoolean();
    boolean unsorted = line.path("unsorted").asBoolean();
    String wantCode = line.path("want_code").asText("");
    return new Question(
        line.path("name").asText(),
        line.path("family").asText(),
        line.path("entrypoint").asText(),
        line.path("query").asText(),
        List.copyOf(builtins),
        input(line),
        wantCode.isEmpty() ? bindings(TypedJson.read(line.path("want")), asJson, unsorted) : null,
        wantCode,
        line.path("strict_code").asText(""),
        asJson,
        unsorted);
  }

  /** The same question where a builtin's error ends the evaluation. */
  Question strict() {
    return new Question(
        name, family, entrypoint, query, builtins, input, null, strictCode, "", asJson, unsorted);
  }

  private static @Nullable Value input(JsonNode line) {
    if (line.has("input")) {
      return TypedJson.asWritten(line.get("input").asText());
    }
    return line.has("input_value") ? TypedJson.read(line.get("input_value")) : null;
  }

  /** Brings what a runtime answered into the form of {@link #want}. */
  SetValue bindings(Value answer) {
    return bindings(answer, asJson, unsorted);
  }

  private static SetValue bindings(Value answer, boolean asJson, boolean unsorted) {
    SetValue set = new SetValue();
    ArrayValue all = (ArrayValue) answer;
    for (int i = 0; i < all.size(); i++) {
      Value readable = PlainValues.readable(all.at(i));
      Value binding = asJson ? PlainValues.of(readable) : readable;
      set.add(unsorted ? PlainValues.withSortedArrays(binding) : binding);
    }
    return set.sort();
  }
}
