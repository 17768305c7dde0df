package dev.seaworthy.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import dev.seaworthy.cli.Bench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks GIT-02, built from its source, whether a real API server has what kubectl applied: first as
 * it was applied, then after changes by hand. {@code ci/components/kubernetes.sh} starts the
 * server; kubectl and opa are on the PATH.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DriftLiveTest {
  /** A line of {@code changes.txt}. */
  private record Change(List<String> object, String type, String patch, String found) {
    static Change parse(String line) {
      List<String> parts = Splitter.on(" | ").splitToList(line);
      return new Change(
          Splitter.on(' ').splitToList(parts.get(0)),
          parts.get(1),
          parts.get(2),
          parts.get(3) + ": " + parts.get(4));
    }
  }

  private static final String KUBECONFIG = "SEAWORTHY_TEST_KUBECONFIG";
  private static final Path RESOURCES = Path.of("src", "test", "resources", "drift");
  private static final Path FIXTURE = Path.of("..", "..", "fixtures", "harbor-clean", "manifests");
  private static final Path POLICIES = Path.of("..", "..", "policies");
  private static final String VERSION = "99.0.0";

  private static final Pattern DIFFERS =
      Pattern.compile("field `([^`]+)` of `([^`]+)` in the cluster is not what git declares");

  private Path temp = Path.of("");
  private String kubeconfig = "";

  @BeforeAll
  void applyAndBuild(@TempDir Path folder) throws IOException, InterruptedException {
    String file = System.getenv(KUBECONFIG);
    assumeTrue(file != null, "no $" + KUBECONFIG + ": run ci/components/kubernetes.sh");
    assumeTrue(OpaPolicyCommandsTest.pathHasOpa(), "there is no `opa` on the PATH");
    kubeconfig = String.valueOf(file);
    temp = folder;
    apply(RESOURCES.resolve("declared.yaml"));
    kubectl("wait", "--for=condition=Established", "crd/widgets.drift.example");
    apply(RESOURCES.resolve("widget.yaml"));
    apply(FIXTURE.resolve("00-namespaces.yaml"));
    for (Path manifest : ofTheFixture()) {
      apply(manifest);
    }
    build();
  }

  @Test
  @Order(1)
  void whatWasAppliedIsThereInEveryKind() throws IOException {
    Bench.Ran ran =
        check("drift", RESOURCES.resolve("declared.yaml"), RESOURCES.resolve("widget.yaml"));
    assertThat(differences(ran)).isEmpty();
    assertThat(ran.out()).contains("\"verdict\": \"pass\"");
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  @Test
  @Order(2)
  void theFixtureIsThereAsItWasApplied() throws IOException {
    List<Path> paths = new ArrayList<>(ofTheFixture());
    paths.add(FIXTURE.resolve("00-namespaces.yaml"));
    Bench.Ran ran = check("harbor-erp,harbor-edge", paths.toArray(Path[]::new));
    assertThat(differences(ran)).isEmpty();
  }

  @Test
  @Order(3)
  void everyChangeByHandIsFoundAndNothingElse() throws IOException, InterruptedException {
    List<Change> changes =
        Files.readAllLines(RESOURCES.resolve("changes.txt")).stream()
            .filter(line -> !line.startsWith("#"))
            .map(Change::parse)
            .toList();
    for (Change change : changes) {
      List<String> words = new ArrayList<>(List.of("patch", "-n", "drift"));
      words.addAll(change.object());
      words.addAll(List.of("--type", change.type(), "-p", change.patch()));
      kubectl(words.toArray(String[]::new));
    }
    Bench.Ran ran =
        check("drift", RESOURCES.resolve("declared.yaml"), RESOURCES.resolve("widget.yaml"));
    assertThat(differences(ran))
        .containsExactlyElementsOf(new TreeSet<>(changes.stream().map(Change::found).toList()));
    assertThat(ran.code()).isOne();
  }

  /** Those of kinds that need no custom resource definition and no machine. */
  private static List<Path> ofTheFixture() throws IOException {
    try (Stream<Path> files = Files.list(FIXTURE)) {
      return files
          .filter(file -> !file.toString().matches(".*/(00|21|61|62|90|95)-.*"))
          .sorted()
          .toList();
    }
  }

  private Bench.Ran check(String namespaces, Path... paths) {
    List<Object> words = new ArrayList<>(List.of("check"));
    words.addAll(Arrays.asList(paths));
    words.addAll(List.of("--cluster", "--kubeconfig", kubeconfig, "--only", "GIT-02"));
    Stream.of(namespaces.split(",")).forEach(one -> words.addAll(List.of("--namespace", one)));
    words.addAll(List.of("--bundle", "gitops@" + VERSION, "--trust-key", temp.resolve("k.pub")));
    words.addAll(List.of("--bundle-file", temp.resolve("dist/gitops-" + VERSION + ".tar.gz")));
    words.addAll(List.of("--format", "json"));
    Bench.Ran ran = new Bench().runReal(words.toArray());
    assertThat(ran.out()).as(ran.err()).contains("\"verdict\": ");
    return ran;
  }

  private static SortedSet<String> differences(Bench.Ran ran) {
    SortedSet<String> found = new TreeSet<>();
    Matcher matcher = DIFFERS.matcher(ran.out());
    while (matcher.find()) {
      found.add(matcher.group(2) + ": " + matcher.group(1));
    }
    return found;
  }

  /** Under a version of its own, so that it is not the bundle that comes with the program. */
  private void build() throws IOException {
    for (String folder : List.of("lib", "gitops")) {
      Path to = Files.createDirectories(temp.resolve(folder));
      try (Stream<Path> files = Files.list(POLICIES.resolve(folder))) {
        for (Path file : files.filter(one -> !one.endsWith(".signatures.json")).toList()) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
    Files.copy(POLICIES.resolve("capabilities.json"), temp.resolve("capabilities.json"));
    Path manifest = temp.resolve("gitops/bundle.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst("\"version\": \"[^\"]*\"", "\"version\": \"" + VERSION + "\""));
    new Bench().run("keys", "generate", "-o", temp.resolve("k.pem"));
    Bench.Ran ran = OpaPolicyCommandsTest.policy("build", temp, "--key", temp.resolve("k.pem"));
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  private void apply(Path manifest) throws IOException, InterruptedException {
    kubectl("apply", "-f", manifest.toString());
  }

  private void kubectl(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", words) + ": " + output).isZero();
  }
}
