package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Kubernetes project's fixtures of level {@code baseline}, version 1.37, read where they lie.
 */
class PodSecurityFixturesTest {
  private static final Path FIXTURES =
      Path.of(
          System.getProperty("repository.root", "../.."),
          "..",
          "shared",
          "oracles",
          "pod-security",
          "baseline");

  /** The control that a fixture is about, by the name of its file. */
  private static final Map<String, String> CONTROLS =
      Map.ofEntries(
          Map.entry("apparmorprofile", "AppArmor"),
          Map.entry("capabilities_baseline", "Capabilities"),
          Map.entry("hostnamespaces", "Host Namespaces"),
          Map.entry("hostpathvolumes", "HostPath Volumes"),
          Map.entry("hostports", "Host Ports"),
          Map.entry("hostprobesandhostlifecycle", "Host Probes / Lifecycle Hooks"),
          Map.entry("privileged", "Privileged Containers"),
          Map.entry("procmount", "/proc Mount Type"),
          Map.entry("seccompprofile_baseline", "Seccomp"),
          Map.entry("selinuxoptions", "SELinux"),
          Map.entry("sysctls", "Sysctls"),
          Map.entry("windowshostprocess", "HostProcess"));

  @BeforeEach
  void begin() {
    assumeTrue(
        Files.isDirectory(FIXTURES), "the Pod Security fixtures are not beside this checkout");
  }

  @TestFactory
  Stream<DynamicTest> whatShouldPassPassesAndWhatShouldFailFails() throws IOException {
    SortedMap<String, SortedSet<String>> found = judge("latest");
    return fixtures()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file, () -> assertJudged(file, found.getOrDefault(file, new TreeSet<>()))));
  }

  private static void assertJudged(String file, Set<String> rules) {
    if (file.startsWith("pass/")) {
      assertThat(rules).isEmpty();
    } else {
      String control = CONTROLS.get(file.replaceAll("^fail/|[0-9]+\\.yaml$", ""));
      assertThat(rules).contains(control);
    }
  }

  /**
   * Columns: version, fixtures that fail though they pass now, fixtures that pass though they fail.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "1.37, '', none",
    "1.36, pass/sysctls1.yaml, none",
    "1.35, pass/sysctls1.yaml, none",
    "1.34, pass/procmount1.yaml pass/sysctls1.yaml, none",
    "1.33, pass/procmount1.yaml pass/sysctls1.yaml, fail/hostprobesandhostlifecycle",
    "1.32, pass/procmount1.yaml pass/sysctls1.yaml, fail/hostprobesandhostlifecycle",
    "1.31, pass/procmount1.yaml pass/sysctls1.yaml, fail/hostprobesandhostlifecycle",
    "1.30, pass/procmount1.yaml pass/sysctls1.yaml, fail/hostprobesandhostlifecycle",
    "1.29, pass/procmount1.yaml pass/sysctls1.yaml, fail/hostprobesandhostlifecycle",
    "1.28, pass/procmount1.yaml pass/sysctls1.yaml, fail/hostprobesandhostlifecycle",
    "1.27, pass/procmount1.yaml pass/sysctls1.yaml, fail/hostprobesandhostlifecycle",
    "1.26, pass/procmount1.yaml pass/sysctls1.yaml, fail/hostprobesandhostlifecycle",
    "1.25, pass/procmount1.yaml pass/sysctls1.yaml, fail/hostprobesandhostlifecycle",
  })
  void anEarlierVersionDiffersWhereTheStandardChanged(
      String version, String failing, String passing) throws IOException {
    List<String> expected =
        fixtures()
            .filter(file -> file.startsWith("fail/") || failing.contains(file))
            .filter(file -> !file.startsWith(passing))
            .toList();
    assertThat(judge(version).keySet()).containsExactlyElementsOf(expected);
  }

  private static Stream<String> fixtures() throws IOException {
    try (Stream<Path> files = Files.walk(FIXTURES, 2)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> FIXTURES.relativize(file).toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  /** The controls that each file fails. Nothing may stay unknown. */
  private static SortedMap<String, SortedSet<String>> judge(String version) {
    SortedMap<String, SortedSet<String>> found = new TreeMap<>();
    // Apart, since the pods of both folders have the same names.
    for (String folder : List.of("pass", "fail")) {
      for (JsonNode finding : findings(folder, version)) {
        Path file = Path.of(finding.path("location").path("file").asText());
        found
            .computeIfAbsent(folder + "/" + file.getFileName(), one -> new TreeSet<>())
            .add(finding.path("rule").asText());
      }
    }
    return found;
  }

  private static JsonNode findings(String folder, String version) {
    Path path = FIXTURES.resolve(folder);
    String set = "pod_security_version=" + version;
    Bench.Ran ran =
        new Bench().runReal("check", path, "--only", "K8S-09", "--set", set, "--format", "json");
    JsonNode verdict = StrictJson.parse(ran.out().getBytes(StandardCharsets.UTF_8));
    assertThat(verdict.path("gaps")).isEmpty();
    JsonNode control = verdict.path("controls").path(0);
    assertThat(control.path("judged").asInt()).isPositive();
    assertThat(control.path("unknowns")).isEmpty();
    return control.path("findings");
  }
}
