package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileTextTest {
  private static final Limits SMALL = new Limits(Duration.ofSeconds(2), 16 << 20);

  private static @Nullable Value call(String name, Value... arguments) {
    return Builtins.find(name).orElseThrow().call(new Budget(SMALL), arguments);
  }

  private static RegoException.Kind failure(String name, Value... arguments) {
    return assertThatExceptionOfType(RegoException.class)
        .isThrownBy(() -> call(name, arguments))
        .actual()
        .kind();
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0/0", "::/64"})
  void endlessBlocksEndWithTheBudget(String block) {
    assertThat(failure("net.cidr_expand", StringValue.of(block)))
        .isIn(RegoException.Kind.MEMORY, RegoException.Kind.TIMEOUT);
  }

  @Test
  void deeplyNestedExpressionsAreRefused() {
    Value pattern = StringValue.of("(".repeat(5000) + ")".repeat(5000));
    assertThat(failure("regex.match", pattern, StringValue.EMPTY))
        .isEqualTo(RegoException.Kind.BUILTIN);
  }

  @Test
  void slowExpressionsEndWithTheBudget() {
    Value pattern = StringValue.of("(x{1,500}){2}[^y]{900}z");
    Value text = StringValue.of("x".repeat(1_000_000));
    assertThat(failure("regex.match", pattern, text)).isEqualTo(RegoException.Kind.TIMEOUT);
  }

  @Test
  void starsDoNotMultiplyTheTime() {
    Value pattern = StringValue.of("*a".repeat(100));
    Value text = StringValue.of("a".repeat(1000) + "b");
    assertThat(call("glob.match", pattern, NullValue.NULL, text)).isEqualTo(BooleanValue.FALSE);
    Value stars = StringValue.of(".*a".repeat(200));
    Value others = StringValue.of(".*b".repeat(200));
    assertThat(call("regex.globs_match", stars, others)).isEqualTo(BooleanValue.FALSE);
  }

  @Test
  void aliasesDoNotMultiply() {
    String doubling =
        IntStream.range(1, 60)
            .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]".formatted(i, i, i - 1, i - 1))
            .collect(Collectors.joining("\n", "a0: &a0 x\n", ""));
    assertThat(failure("yaml.unmarshal", StringValue.of(doubling)))
        .isEqualTo(RegoException.Kind.BUILTIN);
  }

  @Test
  void templatesDoNotCallThemselvesForEver() {
    Value template = StringValue.of("{{define \"t\"}}{{template \"t\"}}{{end}}{{template \"t\"}}");
    Value data = new ObjectValue();
    assertThat(failure("strings.render_template", template, data))
        .isEqualTo(RegoException.Kind.BUILTIN);
  }
}
