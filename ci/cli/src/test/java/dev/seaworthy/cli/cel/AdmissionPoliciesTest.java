package dev.seaworthy.cli.cel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.admission.Question;
import dev.seaworthy.cli.Bench;
import dev.seaworthy.cli.Committed;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.diff.Edition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What `admission policies` prints; that it is right, AdmissionPoliciesLiveTest shows. */
final class AdmissionPoliciesTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "reference", "admission.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| ([A-Z0-9]+-\\d\\d) \\| in CEL", Pattern.MULTILINE);
  private static final String REGISTRIES = "allowed_registries=registry.example";

  @TempDir Path folder = Path.of("");

  @Test
  void everyControlThatOneObjectIsEnoughForIsSaid() throws Exception {
    TreeSet<String> asked = new TreeSet<>();
    for (PolicyBundle bundle : new Bench().realSetup().library().get().newest()) {
      bundle.controls().stream()
          .filter(control -> Question.of(control) == Question.OBJECT)
          .forEach(control -> asked.add(control.id()));
    }
    assertThat(said(run("--set", REGISTRIES))).isEqualTo(asked);
  }

  @Test
  void everyOtherControlIsLeftOutForAReason() throws Exception {
    Bench.Ran ran = run("--set", REGISTRIES);
    SortedSet<String> named = said(ran);
    ran.out()
        .lines()
        .filter(line -> line.startsWith("# "))
        .forEach(
            line -> {
              assertThat(line).matches("# [A-Z0-9, -]+ left out: [a-z].+");
              named.addAll(List.of(line.substring(2, line.indexOf(" left out")).split(", ")));
            });
    TreeSet<String> all = new TreeSet<>();
    for (PolicyBundle bundle : new Bench().realSetup().library().get().newest()) {
      bundle.controls().forEach(control -> all.add(control.id()));
    }
    assertThat(named).isEqualTo(all);
  }

  @Test
  void thePageNamesWhatIsSaid() throws Exception {
    TreeSet<String> page = new TreeSet<>();
    Matcher rows = ROW.matcher(Files.readString(PAGE));
    while (rows.find()) {
      page.add(rows.group(1));
    }
    assertThat(page).isEqualTo(said(run("--set", REGISTRIES)));
  }

  /**
   * Who changes the rules of such a control changes its CEL too, runs AdmissionPoliciesLiveTest,
   * and writes the new digest into its file.
   */
  @Test
  void theRulesInTheSourcesAreThoseThatWereProven() throws Exception {
    List<JsonNode> policies = objects(run("--set", REGISTRIES).out());
    for (PolicyBundle bundle : new Bench().realSetup().library().get().newest()) {
      for (Control control : bundle.controls()) {
        for (JsonNode policy : of(policies, control.id())) {
          assertThat(annotation(policy, "proven-rules"))
              .as(control.id())
              .isEqualTo(new Edition(bundle, sources(bundle.name())).code(control).toString());
        }
      }
    }
  }

  @Test
  void modesBecomeBindings() throws Exception {
    Path modes =
        Files.writeString(
            folder.resolve("modes.yaml"),
            """
            default: enforce
            controls: {IMG-01: audit}
            namespaces:
              sandbox: {default: warn}
              lab: {controls: {K8S-09: audit}}
            """);
    List<JsonNode> objects = objects(run("--config", modes, "--spare", "ops").out());
    assertThat(bindings(objects, "seaworthy-k8s-09-pods"))
        .containsExactly(
            "seaworthy-k8s-09-pods-enforce [\"Deny\"] NotIn [\"lab\",\"sandbox\"]",
            "seaworthy-k8s-09-pods-warn [\"Warn\",\"Audit\"] In [\"sandbox\"]",
            "seaworthy-k8s-09-pods-audit [\"Audit\"] In [\"lab\"]");
    assertThat(bindings(objects, "seaworthy-img-01-cronjobs"))
        .containsExactly(
            "seaworthy-img-01-cronjobs-audit [\"Audit\"] NotIn [\"sandbox\"]",
            "seaworthy-img-01-cronjobs-warn [\"Warn\",\"Audit\"] In [\"sandbox\"]");
    assertThat(of(objects, "K8S-09").get(0).at("/spec/matchConstraints/namespaceSelector"))
        .hasToString(
            "{\"matchExpressions\":[{\"key\":\"kubernetes.io/metadata.name\",\"operator\":\"NotIn\","
                + "\"values\":[\"kube-system\",\"kube-node-lease\",\"ops\"]}]}");
  }

  @Test
  void parametersBecomeVariables() throws Exception {
    JsonNode policy = of(objects(run("--set", "mutable_tags=a\"b,größe").out()), "IMG-02").get(0);
    assertThat(policy.at("/spec/variables/0"))
        .hasToString(
            "{\"name\":\"mutable_tags\",\"expression\":\"[\\\"a\\\\\\\"b\\\",\\\"größe\\\"]\"}");
  }

  @Test
  void theSameIsPrintedEachTime() {
    assertThat(run("--set", REGISTRIES).out()).isEqualTo(run("--set", REGISTRIES).out());
  }

  @Test
  void aControlThatTheParametersLeaveUnknownIsLeftOut() throws Exception {
    Bench.Ran ran = run("--set", "pod_security_version=1.99");
    assertThat(ran.out())
        .contains("# IMG-04 left out: by these parameters it is unknown: ")
        .contains("# K8S-09 left out: by these parameters it is unknown: ", "`1.99`");
    assertThat(said(ran)).containsExactly("IMG-01", "IMG-02");
  }

  @Test
  void whoAsksForAControlByNameIsToldThatItIsLeftOut() {
    Bench.Ran ran = run("--only", "K8S-10");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("K8S-10 is left out: judged among other objects");
    assertThat(run("--only", "K8S-99").err()).contains("no such control");
    assertThat(run("--spare", "A").code()).isEqualTo(3);
  }

  @Test
  void oneControlCanBeChosen() throws Exception {
    assertThat(said(run("--only", "IMG-02"))).containsExactly("IMG-02");
  }

  private static Bench.Ran run(Object... options) {
    List<Object> words = new ArrayList<>(List.of("admission", "policies"));
    words.addAll(List.of(options));
    return new Bench().runReal(words.toArray());
  }

  private static SortedSet<String> said(Bench.Ran ran) {
    assertThat(ran.code()).as(ran.err()).isZero();
    TreeSet<String> said = new TreeSet<>();
    objects(ran.out()).stream()
        .filter(one -> one.path("kind").asText().equals("ValidatingAdmissionPolicy"))
        .forEach(one -> said.add(annotation(one, "control")));
    return said;
  }

  private static List<JsonNode> objects(String yaml) {
    List<JsonNode> objects = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    new Yaml(new SafeConstructor(new LoaderOptions()))
        .loadAll(yaml)
        .forEach(one -> objects.add(json.valueToTree(one)));
    return objects;
  }

  private static List<JsonNode> of(List<JsonNode> objects, String control) {
    return objects.stream().filter(one -> annotation(one, "control").equals(control)).toList();
  }

  private static String annotation(JsonNode object, String name) {
    return object
        .path("metadata")
        .path("annotations")
        .path("admission.seaworthy.dev/" + name)
        .asText();
  }

  private static List<String> bindings(List<JsonNode> objects, String policy) {
    return objects.stream()
        .filter(one -> one.at("/spec/policyName").asText().equals(policy))
        .map(AdmissionPoliciesTest::binding)
        .toList();
  }

  private static String binding(JsonNode one) {
    JsonNode where = one.at("/spec/matchResources/namespaceSelector/matchExpressions/0");
    return "%s %s %s %s"
        .formatted(
            one.at("/metadata/name").asText(),
            one.at("/spec/validationActions"),
            where.path("operator").asText(),
            where.path("values"));
  }

  /** The sources by the names that a built bundle has them by. */
  private static SortedMap<String, String> sources(String bundle) throws IOException {
    SortedMap<String, String> sources = new TreeMap<>();
    for (String name : List.of(bundle, "lib")) {
      try (Stream<Path> files = Files.list(Committed.POLICIES.resolve(name))) {
        for (Path file : files.sorted().toList()) {
          String plain = file.getFileName().toString();
          if (plain.endsWith(".rego") && !plain.endsWith("_test.rego")) {
            sources.put(name + "/" + plain, Files.readString(file));
          }
        }
      }
    }
    return sources;
  }
}
