package dev.seaworthy.cli.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.admission.Modes;
import dev.seaworthy.admission.ObjectAnswers;
import dev.seaworthy.admission.ReviewReader;
import dev.seaworthy.admission.Rules;
import dev.seaworthy.admission.glass.BreakGlass;
import dev.seaworthy.cli.Bench;
import dev.seaworthy.cli.Programs;
import dev.seaworthy.cli.cel.ApiServer.Answer;
import dev.seaworthy.cli.cel.GeneratedPods.Kind;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.ParameterValues;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real API server finds by the policies of `admission policies` what the controls find, on
 * generated objects. {@code ci/components/kubernetes.sh} starts it; kubectl is on the PATH. {@code
 * -Dcel.objects=N} and {@code -Dcel.seed=N} ask about more and other objects.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdmissionPoliciesLiveTest {
  private static final String KUBECONFIG = "SEAWORTHY_TEST_KUBECONFIG";
  private static final int OBJECTS = Integer.getInteger("cel.objects", 600);
  private static final long SEED = Long.getLong("cel.seed", 1);
  private static final int UPDATES = Integer.getInteger("cel.updates", 120);

  /** In the names of what is stored, so that a cluster may be asked again. */
  private static final String RUN = Long.toString(System.nanoTime(), 36);

  private static final int AT_ONCE = 8;
  private static final long PATIENCE_MILLIS = 180_000;
  private static final List<String> BUNDLES = List.of("kubernetes", "supply-chain");
  private static final Set<String> SAID = Set.of("IMG-01", "IMG-02", "IMG-04", "K8S-09");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WARNED = "cel-warned";
  private static final String DENIED = "cel-denied";
  private static final String MODES =
      """
      default: enforce
      namespaces:
        cel-warned: {default: warn}
        cel-audited: {default: audit}
      """;

  /** Kinds whose pod templates may change. */
  private static final List<Kind> REPLACEABLE =
      List.of(
          Kind.REPLICATION_CONTROLLER,
          Kind.DEPLOYMENT,
          Kind.STATEFUL_SET,
          Kind.DAEMON_SET,
          Kind.REPLICA_SET,
          Kind.CRON_JOB);

  private Path folder = Path.of("");
  private ApiServer server;
  private final Setup setup = new Bench().realSetup();

  /** What judges, by the same parameters on both sides. */
  private record Judges(String policies, ObjectAnswers answers) {}

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    folder = temp;
    String file = System.getenv(KUBECONFIG);
    assumeTrue(file != null, "no $" + KUBECONFIG + ": run ci/components/kubernetes.sh");
    server = ApiServer.at(String.valueOf(file));
    for (String namespace : List.of(WARNED, DENIED, "cel-audited")) {
      server.kubectl("", "create", "namespace", namespace);
    }
    Files.writeString(folder.resolve("modes.yaml"), MODES);
  }

  @AfterAll
  void stop() throws Exception {
    if (server != null) {
      remove();
      server.close();
    }
  }

  static Stream<Map<String, Object>> parameters() {
    List<String> registries =
        List.of("registry.example/", "nginx", "localhost:5000/team", "docker.io/odoo", "", "a/b//");
    return Stream.of(
        Map.of("allowed_registries", registries),
        Map.of(
            "pod_security_level",
            "restricted",
            "allowed_registries",
            List.of("registry.example//", "registry.example", "index.docker.io", "/")),
        Map.of(
            "pod_security_level",
            "restricted",
            "pod_security_version",
            "v1.24",
            "mutable_tags",
            List.of("MAIN", "")),
        Map.of("pod_security_version", "1.18", "mutable_tags", List.of()),
        Map.of("pod_security_level", "restricted", "pod_security_version", "1.33"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parameters")
  void theApiServerFindsWhatTheControlsFind(Map<String, Object> parameters) throws Exception {
    Judges judges = judges(parameters);
    install(judges.policies(), parameters.containsKey("allowed_registries"));
    Tally tally = new Tally();
    compare(judges, OBJECTS, tally);
    System.out.println(parameters + " seed " + SEED + ": " + tally);
    assertThat(tally.differences).as(tally.toString()).isEmpty();
    // Objects that are all sound, or all refused for other reasons, would agree too.
    assertThat(tally.sound).isGreaterThan(OBJECTS / 50);
    assertThat(tally.violating).isGreaterThan(OBJECTS / 4);
  }

  @Test
  void aPolicyThatSaysAnotherThingIsFound() throws Exception {
    Judges judges = judges(Map.of("pod_security_level", "restricted"));
    String hasNoDigest = "!c[\"image\"].contains(\"@\")";
    assertThat(judges.policies()).contains(hasNoDigest);
    String broken = "%s && !c[\"image\"].contains(\"nginx\")".formatted(hasNoDigest);
    install(judges.policies().replace(hasNoDigest, broken), false);
    Tally tally = new Tally();
    compare(judges, OBJECTS / 3, tally);
    assertThat(tally.differences).isNotEmpty().allMatch(line -> line.contains("has no digest"));
  }

  @Test
  void theApiServerKnowsTheTypesOfAllThatIsSaid() throws Exception {
    remove();
    List<Map<String, Object>> checked = ExpressionTypes.of(judges(everything()).policies());
    assertThat(checked).hasSize(SAID.size() * 3);
    assertThat(ExpressionTypes.warnings(checked, server, PATIENCE_MILLIS)).isEmpty();
  }

  @Test
  void theApiServerFindsAFieldThatIsNone() throws Exception {
    remove();
    String policies = judges(everything()).policies();
    List<Map<String, Object>> checked =
        ExpressionTypes.of(policies.replace(".?procMount.", ".?procMounts.")).stream()
            .filter(one -> one.toString().contains("seaworthy-k8s-09-cronjobs"))
            .toList();
    assertThat(ExpressionTypes.warnings(checked, server, PATIENCE_MILLIS))
        .contains("undefined field 'procMounts'");
  }

  @Test
  void whatWasWrongBeforeRefusesNothingAndWhatIsNewDoes() throws Exception {
    Judges judges = judges(everything());
    install(judges.policies(), true);
    GeneratedPods pods = new GeneratedPods(SEED);
    List<String> differences = new ArrayList<>();
    int updates = 0;
    int stricter = 0;
    int milder = 0;
    for (int i = 0; i < UPDATES; i++) {
      Kind kind = REPLACEABLE.get(i % REPLACEABLE.size());
      String name = "old-%s-%d".formatted(RUN, i);
      Answer old = server.create(kind, WARNED, pods.workload(kind, name), false).join();
      Answer changed = server.update(kind, WARNED, name, pods.workload(kind, name)).join();
      if (old.code() != 201 || changed.code() != 200) {
        continue;
      }
      updates++;
      Violations expected =
          found(judges, kind, changed.body(), null).without(found(judges, kind, old.body(), null));
      Violations warned = Violations.warned(changed.warnings());
      if (!warned.agreesWith(expected)) {
        differences.add("%s %s: %s, not %s".formatted(kind, name, warned, expected));
      }
      Violations webhook = found(judges, kind, changed.body(), old.body());
      stricter += webhook.isEmpty() && !expected.isEmpty() ? 1 : 0;
      milder += !webhook.isEmpty() && expected.isEmpty() ? 1 : 0;
    }
    System.out.printf(
        "%d updates: %d the policies refuse and the webhook does not, %d the other way%n",
        updates, stricter, milder);
    assertThat(differences).isEmpty();
    assertThat(updates).isGreaterThan(UPDATES / 3);
    // By the places of findings, not by their words: docs/reference/admission.md.
    assertThat(stricter + milder).isLessThan(updates / 5);
  }

  @Test
  void anEphemeralContainerIsJudged() throws Exception {
    install(judges(everything()).policies(), true);
    ObjectNode pod = (ObjectNode) JSON.readTree(sound("host-" + RUN));
    assertThat(server.create(Kind.POD, DENIED, pod, false).join().code()).isEqualTo(201);
    Programs.Ran ran =
        server.kubectl(
            "",
            "patch",
            "pod",
            "host-" + RUN,
            "-n",
            DENIED,
            "--subresource=ephemeralcontainers",
            "-p",
            "{\"spec\":{\"ephemeralContainers\":[{\"name\":\"spy\",\"image\":\"a:1\","
                + "\"securityContext\":{\"privileged\":true}}]}}");
    assertThat(ran.output())
        .contains("ValidatingAdmissionPolicy 'seaworthy-", "denied request", "`spy`");
  }

  @Test
  void aNamespaceThatAuditsOrIsSparedIsToldNothing() throws Exception {
    install(judges(everything()).policies(), true);
    JsonNode pod = JSON.readTree(sound("bad").replace("registry.example/a", "elsewhere.example/a"));
    for (String namespace : List.of("cel-audited", "kube-system")) {
      Answer answer = server.create(Kind.POD, namespace, pod, true).join();
      assertThat(answer.code()).isEqualTo(201);
      assertThat(answer.warnings()).isEmpty();
    }
    assertThat(server.create(Kind.POD, DENIED, pod, true).join().message())
        .contains("IMG-04 (Images come from allowed registries): container `main`", "; mend: ");
  }

  @Test
  void aLargePodStaysWithinWhatEvaluationMayCost() throws Exception {
    Judges judges = judges(everything());
    install(judges.policies(), true);
    for (Kind kind : List.of(Kind.POD, Kind.DEPLOYMENT, Kind.CRON_JOB)) {
      Answer answer = server.create(kind, WARNED, large(kind, 60), true).join();
      assertThat(answer.code()).as(answer.message()).isEqualTo(201);
      assertThat(answer.warnings()).noneMatch(line -> line.contains("resulted in error"));
      assertThat(Violations.warned(answer.warnings()).byControl().keySet()).isEqualTo(SAID);
    }
  }

  /** So many containers and volumes, each with much of what is looked at. */
  private static ObjectNode large(Kind kind, int count) throws Exception {
    ObjectNode workload = new GeneratedPods(SEED).workload(kind, "large");
    ObjectNode spec = (ObjectNode) workload.path("spec");
    while (!spec.has("containers")) {
      spec = (ObjectNode) spec.path(spec.has("jobTemplate") ? "jobTemplate" : "template");
      spec = (ObjectNode) spec.path("spec");
    }
    spec.removeAll();
    spec.put("restartPolicy", kind == Kind.CRON_JOB ? "Never" : "Always");
    ArrayNode containers = spec.putArray("containers");
    for (int i = 0; i < count; i++) {
      ObjectNode container = containers.addObject().put("name", "container-" + i);
      container.put("image", "elsewhere.example/team/app:latest");
      ArrayNode added =
          container.putObject("securityContext").putObject("capabilities").putArray("add");
      ArrayNode ports = container.putArray("ports");
      for (int k = 0; k < 20; k++) {
        added.add("CAPABILITY_" + k);
        int port = 1 + i * 20 + k;
        ports.addObject().put("containerPort", port).put("hostPort", port);
      }
    }
    ArrayNode volumes = spec.putArray("volumes");
    for (int i = 0; i < count; i++) {
      volumes.addObject().put("name", "volume-" + i).putObject("hostPath").put("path", "/a");
    }
    return workload;
  }

  private static String sound(String name) {
    return """
    {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "%s"}, "spec": {
      "securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}},
      "containers": [{"name": "main", "image": "registry.example/a:1@sha256:%s",
        "securityContext": {"allowPrivilegeEscalation": false,
          "capabilities": {"drop": ["ALL"]}}}]}}
    """
        .formatted(name, "0f".repeat(32));
  }

  private static Map<String, Object> everything() {
    return Map.of(
        "pod_security_level", "restricted", "allowed_registries", List.of("registry.example"));
  }

  private void compare(Judges judges, int count, Tally tally) throws Exception {
    GeneratedPods pods = new GeneratedPods(SEED);
    for (int begun = 0; begun < count; begun += AT_ONCE) {
      List<Runnable> checks = new ArrayList<>();
      for (int i = begun; i < Math.min(count, begun + AT_ONCE); i++) {
        Kind kind = pods.kind();
        ObjectNode object = pods.workload(kind, "made-" + i);
        CompletableFuture<Answer> warned = server.create(kind, WARNED, object, true);
        CompletableFuture<Answer> denied =
            i % 4 == 0
                ? server.create(kind, DENIED, object, true)
                : CompletableFuture.completedFuture(new Answer(0, object, List.of()));
        checks.add(() -> check(judges, kind, object, warned.join(), denied.join(), tally));
      }
      checks.forEach(Runnable::run);
    }
  }

  private void check(
      Judges judges, Kind kind, JsonNode made, Answer warned, Answer denied, Tally tally) {
    if (warned.code() != 201) {
      tally.refused++;
      return;
    }
    Violations told = Violations.warned(warned.warnings());
    Violations found = found(judges, kind, warned.body(), null);
    found.byControl().keySet().forEach(id -> tally.violated.merge(id, 1, Integer::sum));
    if (found.isEmpty()) {
      tally.sound++;
    } else {
      tally.violating++;
    }
    tally.shortened += told.isWhole() ? 0 : 1;
    boolean agrees =
        told.agreesWith(found)
            && (denied.code() == 0 || denied.code() == (found.isEmpty() ? 201 : 403));
    if (!agrees) {
      tally.differences.add(
          "\n%s: %s, not %s; %s %s"
              .formatted(
                  made, told.byControl(), found.byControl(), denied.code(), denied.message()));
    }
  }

  /** What the controls find, of the object as the API server holds it. */
  private Violations found(Judges judges, Kind kind, JsonNode object, @Nullable JsonNode old) {
    ObjectNode request = JSON.createObjectNode();
    request.put("uid", "u").put("operation", old == null ? "CREATE" : "UPDATE");
    request.put("namespace", WARNED).put("name", object.at("/metadata/name").asText());
    request.putObject("kind").put("group", "").put("version", "v1").put("kind", kind.name);
    request.set("object", typed(kind, object));
    if (old != null) {
      request.set("oldObject", typed(kind, old));
    }
    ObjectNode review = JSON.createObjectNode();
    review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
    review.set("request", request);
    try {
      return Violations.found(
          judges
              .answers()
              .of(
                  ReviewReader.read(review.toString().getBytes(StandardCharsets.UTF_8)),
                  Bench.NOW));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode typed(Kind kind, JsonNode object) {
    ObjectNode copy = object.deepCopy();
    return copy.put("apiVersion", kind.apiVersion()).put("kind", kind.name);
  }

  private Judges judges(Map<String, Object> parameters) throws Exception {
    List<Object> words =
        new ArrayList<>(List.of("admission", "policies", "--config", folder.resolve("modes.yaml")));
    BUNDLES.forEach(bundle -> words.addAll(List.of("--bundle", bundle)));
    Map<String, CanonicalJson> values = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) -> {
          values.put(name, CanonicalJson.of(value));
          words.addAll(
              List.of("--set", name + "=" + (value instanceof String ? value : values.get(name))));
        });
    Bench.Ran ran = new Bench().runReal(words.toArray());
    assertThat(ran.code()).as(ran.err()).isZero();
    List<PolicyBundle> bundles = setup.library().get(Set.copyOf(BUNDLES)).newest();
    Rules rules =
        new Rules(
            bundles.stream().filter(bundle -> BUNDLES.contains(bundle.name())).toList(),
            ParameterValues.of(bundles, values),
            Modes.DEFAULT,
            Optional.empty(),
            List.of(),
            new BreakGlass(List.of()));
    return new Judges(
        ran.out(),
        new ObjectAnswers(
            setup.runtime().apply(RuntimeChoice.PLAN),
            rules,
            new KubernetesCollector(setup.salt().get())));
  }

  /** Makes these the only policies, and waits until they are in force everywhere. */
  private void install(String policies, boolean hasRegistries) throws Exception {
    remove();
    Programs.Ran ran = server.kubectl(policies, "apply", "-f", "-");
    assertThat(ran.code()).as(ran.output()).isZero();
    Set<String> expected = hasRegistries ? SAID : Set.of("IMG-01", "IMG-02", "K8S-09");
    for (Kind kind : List.of(Kind.POD, Kind.DEPLOYMENT, Kind.CRON_JOB)) {
      await(kind, expected);
    }
  }

  private void remove() throws Exception {
    server.kubectl(
        "",
        "delete",
        "validatingadmissionpolicybindings,validatingadmissionpolicies",
        "--all",
        "--wait=false");
    for (Kind kind : List.of(Kind.POD, Kind.DEPLOYMENT, Kind.CRON_JOB)) {
      await(kind, Set.of());
    }
  }

  private void await(Kind kind, Set<String> controls) throws Exception {
    ObjectNode probe = large(kind, 1);
    Set<String> told = Set.of("not asked");
    for (long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        !told.equals(controls) && System.currentTimeMillis() < end; ) {
      Thread.sleep(100);
      Answer answer = server.create(kind, WARNED, probe, true).join();
      assertThat(answer.code()).as(answer.message()).isEqualTo(201);
      told = Violations.warned(answer.warnings()).byControl().keySet();
    }
    assertThat(told).isEqualTo(controls);
  }
}
