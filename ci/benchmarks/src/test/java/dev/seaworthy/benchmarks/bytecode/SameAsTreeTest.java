package dev.seaworthy.benchmarks.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleIndex;
import dev.seaworthy.engine.policy.bundle.BundleStore;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.RegoModule;
import dev.seaworthy.engine.rego.RegoRuntime;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.plan.PlanRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy says as bytecode is what it says as a tree, errors too. */
class SameAsTreeTest {
  private static final Path PLANS =
      Path.of(
          System.getProperty("repository.root", "."),
          "engine/src/test/resources/dev/seaworthy/engine/rego");

  private static final String INPUT =
      """
      {
        "numbers": [1, 2, 3],
        "positions": [1, 1.0, 2.00, -0.0, 0.5, 1e0, -1.0, 3.0, 100, 9223372036854775807.0],
        "object": {"b": 1, "a": 2},
        "text": "text",
        "yes": true,
        "no": false
      }
      """;

  /** Between them they have all of the 34 kinds of statements but {@code NopStmt}. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"statements", "values", "conflicts", "explained", "bytes"})
  void forEachKindOfStatement(String name) throws IOException {
    RegoModule module =
        new RegoModule(
            new byte[0],
            Files.readAllBytes(PLANS.resolve(name + ".plan.json")),
            json("{\"things\": {\"x\": \"kept\"}}"));
    assertSame(module);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bundles")
  void forEveryBundle(String name) throws PolicyException {
    BundleIndex index = index();
    PolicyBundle bundle = index.load(index.find(name).orElseThrow());
    assertSame(bundle.module());
  }

  static Stream<String> bundles() throws PolicyException {
    return index().newest().stream().map(BundleIndex.Entry::name);
  }

  private static BundleIndex index() throws PolicyException {
    return BundleIndex.open(BundleStore.builtIn(SameAsTreeTest.class.getClassLoader()));
  }

  private static void assertSame(RegoModule module) {
    Map<String, String> tree = answers(new PlanRuntime(Limits.DEFAULT), module);
    assertThat(tree).isNotEmpty();
    assertThat(answers(new BytecodeRuntime(Limits.DEFAULT), module)).isEqualTo(tree);
  }

  /** By entry point. */
  private static Map<String, String> answers(RegoRuntime runtime, RegoModule module) {
    Map<String, String> answers = new TreeMap<>();
    Program program = runtime.load(module);
    try (Session session = program.open()) {
      session.input(Input.of(json(INPUT)));
      for (String entrypoint : program.entrypoints()) {
        answers.put(entrypoint, answer(session, entrypoint));
      }
    }
    return answers;
  }

  private static String answer(Session session, String entrypoint) {
    try {
      return String.valueOf(session.evaluate(entrypoint));
    } catch (RegoException e) {
      return e.kind() + " " + e.getMessage();
    }
  }

  private static CanonicalJson json(String text) {
    return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
