package dev.seaworthy.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.cli.Committed;
import dev.seaworthy.engine.rego.builtin.Builtins;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What policies may call is what OPA lists and the engine provides. {@code -Dgolden.update} writes
 * the file anew.
 */
class OpaCapabilitiesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path FILE = Committed.POLICIES.resolve("capabilities.json");
  private static final List<String> FEATURES = List.of("keywords_in_refs", "rego_v1");

  /** They depend on more than their arguments, or need OPA's compiler. */
  private static final List<String> REFUSED =
      List.of(
          "crypto.x509.parse_and_verify_certificates",
          "http.send",
          "net.lookup_ip_addr",
          "opa.runtime",
          "rand.intn",
          "rego.parse_module",
          "time.now_ns",
          "uuid.rfc4122");

  /** OPA's compiler replaces these: no runtime is asked for them. */
  private static final List<String> COMPILED =
      List.of("assign", "eq", "rego.metadata.chain", "rego.metadata.rule");

  /** As OPA lays out JSON, so that a new version of OPA shows in few lines. */
  private static final ObjectWriter LAYOUT =
      JSON.writer(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Spacing.AFTER)
                      .withArrayEmptySeparator(""))
              .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

  @Test
  void policiesMayCallWhatTheEngineProvides() throws Exception {
    assumeTrue(pathHasOpa(), "there is no `opa` on the PATH");
    ObjectNode wanted = current();
    if (System.getProperty("golden.update") != null) {
      Files.writeString(FILE, LAYOUT.writeValueAsString(wanted) + "\n");
    }
    assertThat(names(JSON.readTree(Files.readAllBytes(FILE)))).isEqualTo(names(wanted));
  }

  @Test
  void allButTheRefusedAreProvided() throws Exception {
    assumeTrue(pathHasOpa(), "there is no `opa` on the PATH");
    List<String> missing = names(opa()).stream().filter(name -> !isProvided(name)).toList();
    assertThat(missing).isEqualTo(REFUSED);
  }

  /** OPA's own capabilities without what the engine does not provide, and without the network. */
  private static ObjectNode current() throws IOException, InterruptedException {
    ObjectNode capabilities = opa();
    ArrayNode builtins = capabilities.putArray("builtins");
    for (JsonNode builtin : opa().path("builtins")) {
      if (isProvided(builtin.path("name").asText())) {
        builtins.add(builtin);
      }
    }
    ArrayNode features = capabilities.putArray("features");
    FEATURES.forEach(features::add);
    capabilities.putArray("allow_net");
    return capabilities;
  }

  private static boolean isProvided(String name) {
    return COMPILED.contains(name) || Builtins.find(name).isPresent();
  }

  private static ObjectNode opa() throws IOException, InterruptedException {
    Process opa = new ProcessBuilder("opa", "capabilities", "--current").start();
    JsonNode read = JSON.readTree(opa.getInputStream());
    assertThat(opa.waitFor()).isZero();
    return (ObjectNode) read;
  }

  private static List<String> names(JsonNode capabilities) {
    return StreamSupport.stream(capabilities.path("builtins").spliterator(), false)
        .map(builtin -> builtin.path("name").asText())
        .sorted()
        .toList();
  }

  private static boolean pathHasOpa() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "opa")));
  }
}
