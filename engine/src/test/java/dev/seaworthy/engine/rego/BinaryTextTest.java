package dev.seaworthy.engine.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.rego.plan.PlanRuntime;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;
import dev.seaworthy.engine.rego.value.ValueWriter;
import dev.seaworthy.engine.rego.wasm.CodeCache;
import dev.seaworthy.engine.rego.wasm.WasmRuntime;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each runtime does with bytes that are no UTF-8 what {@code opa eval} did. */
class BinaryTextTest {
  private static final ObjectValue ANSWERS =
      (ObjectValue) new ValueReader().read(Modules.resource("bytes.answers.json"));

  static Stream<Arguments> rules() {
    RegoModule module = Modules.of("bytes");
    return Stream.of(
            Arguments.of("plan", new PlanRuntime(Limits.DEFAULT).load(module)),
            Arguments.of("wasm", new WasmRuntime(Limits.DEFAULT, CodeCache.NONE).load(module)))
        .flatMap(
            runtime ->
                IntStream.range(0, ANSWERS.size())
                    .mapToObj(ANSWERS::keyAt)
                    .map(rule -> Arguments.of(runtime.get()[0], rule, runtime.get()[1])));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rules")
  void bytesStayBytes(String runtime, StringValue rule, Program program) {
    try (Session session = program.open()) {
      session.input(Input.of(CanonicalJson.parse(Modules.resource("bytes.input.json"))));
      Value all = Objects.requireNonNull(session.evaluate("bytes"));
      Value ours = Objects.requireNonNull(all.get(rule));
      assertThat(ValueWriter.canonical(ours).toString())
          .isEqualTo(ValueWriter.canonical(Objects.requireNonNull(ANSWERS.get(rule))).toString());
    }
  }
}
