package dev.seaworthy.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleFiles;
import dev.seaworthy.engine.rego.RegoModule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The tests of policies as a module that runtimes run: every test rule is an entry point.
 *
 * @param entrypoints {@code seaworthy/tls/tls_01_test/test_a_good_certificate_is_silent}
 */
record CompiledTests(RegoModule module, List<String> entrypoints) {
  CompiledTests {
    entrypoints = List.copyOf(entrypoints);
  }

  /**
   * Compiles both ways.
   *
   * @param paths the folders in it that hold policies, tests and data
   * @param tests as {@link Opa#test} lists them
   * @throws ConfigurationException if OPA cannot compile a test that it can interpret
   */
  static CompiledTests of(Opa opa, Path folder, List<String> paths, JsonNode tests)
      throws ConfigurationException, PolicyException {
    SortedSet<String> entrypoints = new TreeSet<>();
    tests.forEach(
        test -> {
          if (!test.path("skip").asBoolean()) {
            entrypoints.add(entrypoint(test));
          }
        });
    List<String> options = new ArrayList<>();
    entrypoints.forEach(it -> options.addAll(List.of("--entrypoint", it)));
    BundleFiles wasm = opa.build(Opa.Target.WASM, folder, options, paths);
    BundleFiles plan = opa.build(Opa.Target.PLAN, folder, options, paths);
    byte[] none = "{}".getBytes(StandardCharsets.UTF_8);
    return new CompiledTests(
        new RegoModule(
            wasm.get(BundleFiles.WASM).orElse(new byte[0]),
            plan.get(BundleFiles.PLAN).orElse(none),
            CanonicalJson.parse(plan.get(BundleFiles.DATA).orElse(none))),
        List.copyOf(entrypoints));
  }

  /** A second test of the same name is a second body of the same rule; OPA numbers them. */
  static String entrypoint(JsonNode test) {
    String rule = test.path("name").asText().replaceFirst("#[0-9]+$", "");
    String space = test.path("package").asText().replaceFirst("^data\\.", "");
    return space.replace('.', '/') + "/" + rule;
  }
}
