package dev.seaworthy.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.RegoModule;
import dev.seaworthy.engine.rego.RegoRuntime;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeTestsTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "true | PASSED",
        "false | FAILED",
        "1 | FAILED",
        "undefined | UNDEFINED",
        "broken | BROKEN",
        "{\"a\": true, \"b\": true} | PASSED",
        "{\"a\": true, \"b\": false} | FAILED",
        "{\"a\": {\"c\": true, \"d\": false}} | FAILED",
      })
  void theValueOfATestTellsHowItWent(String value, RuntimeTests.Result result) {
    assertThat(run(value)).extracting(RuntimeTests.Outcome::result).containsExactly(result);
  }

  @ParameterizedTest(name = "{0} where OPA has failed {1}: {2}")
  @CsvSource({"true, false, 0", "false, true, 1", "false, false, 1", "true, true, 2"})
  void whatDiffersFromOpaIsAFailure(String value, boolean failed, int failures) {
    JsonNode tests =
        json("[{\"package\":\"data.a\",\"name\":\"test_x\",\"fail\":%s}]".formatted(failed));
    TestTally tally = new TestTally();
    tally.addTests(tests);
    tally.addOutcomes(run(value), tests);
    assertThat(tally.failures()).hasSize(failures);
  }

  @Test
  void aModuleThatDoesNotLoadIsBroken() {
    RegoRuntime refusing =
        new StandIn("") {
          @Override
          public Program load(RegoModule module) {
            throw new RegoException(RegoException.Kind.MODULE, "is not for me");
          }
        };
    assertThat(new RuntimeTests(List.of(refusing)).run(tests()))
        .containsExactly(
            new RuntimeTests.Outcome(
                "stand-in", "(all)", RuntimeTests.Result.BROKEN, "is not for me"));
  }

  @ParameterizedTest
  @CsvSource({"test_x, a/b/test_x", "test_x#01, a/b/test_x"})
  void bodiesOfOneRuleAreOneEntryPoint(String name, String entrypoint) {
    assertThat(
            CompiledTests.entrypoint(
                json("{\"package\":\"data.a.b\",\"name\":\"%s\"}".formatted(name))))
        .isEqualTo(entrypoint);
  }

  private static List<RuntimeTests.Outcome> run(String value) {
    return new RuntimeTests(List.of(new StandIn(value))).run(tests());
  }

  private static CompiledTests tests() {
    RegoModule module = new RegoModule(new byte[0], new byte[0], CanonicalJson.of(Map.of()));
    return new CompiledTests(module, List.of("a/test_x"));
  }

  private static JsonNode json(String text) {
    return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A runtime in which every rule has one value. */
  private static class StandIn implements RegoRuntime, Program, Session {
    private final String value;

    StandIn(String value) {
      this.value = value;
    }

    @Override
    public String id() {
      return "stand-in";
    }

    @Override
    public Program load(RegoModule module) {
      return this;
    }

    @Override
    public Set<String> entrypoints() {
      return Set.of("a/test_x");
    }

    @Override
    public Session open() {
      return this;
    }

    @Override
    public void input(Input input) {}

    @Override
    public @Nullable Value evaluate(String entrypoint) {
      return switch (value) {
        case "undefined" -> null;
        case "broken" -> throw new RegoException(RegoException.Kind.TIMEOUT, "took too long");
        default ->
            new ValueReader().read(CanonicalJson.parse(value.getBytes(StandardCharsets.UTF_8)));
      };
    }

    @Override
    public void close() {}
  }
}
