package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.cli.git.TestRepository;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code pr} says of a change beyond findings. */
final class PrImpactTest {
  private static final String DENY =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: deny, namespace: shop}
      spec: {podSelector: {}, policyTypes: [Ingress]}
      """;

  private static final String LET_WEB_IN =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: web, namespace: shop}
      spec:
        podSelector: {matchLabels: {app: postgres}}
        policyTypes: [Ingress]
        ingress:
        - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: portal}}}]
          ports: [{port: 5432}]
      """;

  private static final String GAINED =
      "lets `portal/web[Deployment]` reach `shop/postgres[StatefulSet]` on `TCP 5432`";

  @TempDir Path folder = Path.of("");

  @AutoClose private TestRepository repository;

  @BeforeEach
  void open() throws IOException {
    repository = TestRepository.in(folder.resolve("repository"), true);
  }

  @Test
  void aNewReachabilityIsToldAndTheSameTakenAwayToo() throws IOException {
    String base = repository.commit(shop(Map.of()));
    String head = repository.commit(shop(Map.of("web.yaml", LET_WEB_IN)), base);
    Bench.Ran ran = pr(base, head);
    assertThat(unwrapped(ran))
        .containsSubsequence("IMPACT", "Network reachability", "+ " + GAINED)
        .doesNotContain("no longer", "Effective permissions", "Policy bundles", "incomplete");
    assertThat(ran.code()).isZero();
    String later = repository.commit(shop(Map.of()), head);
    assertThat(unwrapped(pr(head, later)))
        .contains("- no longer " + GAINED)
        .doesNotContain("+ lets");
  }

  @Test
  void onlyThePortsThatDifferAreTold() throws IOException {
    String base = repository.commit(shop(Map.of("web.yaml", LET_WEB_IN)));
    String other = LET_WEB_IN.replace("[{port: 5432}]", "[{port: 5432}, {port: 22}]");
    String head = repository.commit(shop(Map.of("web.yaml", other)), base);
    JsonNode network = json(base, head).path("network");
    assertThat(network.path("complete").asBoolean()).isTrue();
    assertThat(network.at("/lost/count").asInt()).isZero();
    assertThat(network.at("/gained/count").asInt()).isEqualTo(1);
    assertThat(network.at("/gained/first/0").toString())
        .isEqualTo(
            "{\"connections\":\"TCP 22\",\"destination\":\"shop/postgres[StatefulSet]\","
                + "\"network\":\"\",\"source\":\"portal/web[Deployment]\"}");
  }

  @Test
  void permissionsThatAreWidenedComeBeforeThoseThatAreNarrowed() throws IOException {
    String base = repository.commit(Map.of("rbac.yaml", rbac("get", "delete")));
    String head = repository.commit(Map.of("rbac.yaml", rbac("get", "create")), base);
    assertThat(unwrapped(pr(base, head)))
        .containsSubsequence(
            "Effective permissions",
            "+ lets `user:anna` do `create` on `secrets` in `namespace shop`: `RoleBinding"
                + " shop/keys gives Role shop/keys`",
            "- no longer lets `user:anna` do `delete` on `secrets` in `namespace shop`")
        .doesNotContain("`get", "Network reachability");
    JsonNode widened = json(base, head).at("/permissions/widened/first/0");
    assertThat(widened.path("subject").asText()).isEqualTo("user:anna");
    assertThat(widened.path("verbs").toString()).isEqualTo("[\"create\"]");
  }

  @Test
  void anotherChoiceOfBundlesIsTold() throws IOException {
    PolicyBundle old = Bench.bundle();
    PolicyBundle next = version(Bench.bundle("naming", "T-02", Stage.BUILD), "2.0.0");
    PolicyBundle more = Bench.bundle("more", "T-09", Stage.BUILD);
    String base = repository.commit(release("{name: naming, version: 1.2.0}"));
    String head =
        repository.commit(
            release("{name: naming, version: 2.0.0}\n- {name: more, version: 1.2.0}"), base);
    Bench.Ran ran =
        new Bench()
            .runBy(List.of(old, next, more), Bench.pr(repository, base, head, "release.yaml"));
    assertThat(ran.err()).isEmpty();
    assertThat(unwrapped(ran))
        .containsSubsequence(
            "Policy bundles",
            "- removed control `T-01` of bundle `naming`",
            "~ judges by bundle `naming` `2.0.0` in place of `1.2.0`",
            "+ added control `T-02` of bundle `naming`",
            "+ judges by bundle `more` `1.2.0` too");
  }

  @Test
  void hostileNamesAreData() throws IOException {
    String name = "@all `|` <b>{} #1 [a](b)";
    String base = repository.commit(Map.of("rbac.yaml", rbac("get", "list")));
    String head =
        repository.commit(
            Map.of("rbac.yaml", rbac("get", "list").replace("name: anna", "name: '" + name + "'")),
            base);
    assertThat(pr(base, head, "--format", "markdown").out())
        .contains("<code>user&#58;&#64;all &#96;&#124;&#96; &#60;b&#62;&#123;&#125; &#35;1")
        .contains("- no longer lets <code>user&#58;anna</code> do <code>get,list</code>")
        .doesNotContain("@all", "<b>", "#1 ", "[a]");
  }

  @Test
  void whatCannotBeReadIsNeverNoChange() throws IOException {
    String base = repository.commit(shop(Map.of()));
    String head = repository.commit(shop(Map.of("odd.yaml", "a: [b")), base);
    assertThat(unwrapped(pr(base, head)))
        .containsSubsequence(
            "IMPACT", "Network reachability", "this may be incomplete: 1 thing could not be read");
    JsonNode network = json(base, head).path("network");
    assertThat(network.path("complete").asBoolean()).isFalse();
    assertThat(network.at("/gained/count").asInt()).isZero();
    assertThat(network.at("/gaps/0/location/file").asText()).isEqualTo("odd.yaml");
    assertThat(pr(base, head, "--format", "markdown").out()).contains("- this may be incomplete:");
  }

  @Test
  void aBaseThatCannotBeJudgedTellsNothingOfWhatIsNew() throws IOException {
    Map<String, String> broken = new TreeMap<>(release("{name: naming, version: 1.2.0}"));
    broken.put("release.yaml", "kind: Release");
    String base = repository.commit(broken);
    String head = repository.commit(release("{name: naming, version: 1.2.0}"), base);
    JsonNode impact = json(base, head, "release.yaml");
    for (String part : List.of("network", "permissions", "bundles")) {
      assertThat(impact.path(part).path("complete").asBoolean()).isFalse();
      assertThat(impact.path(part).at("/gaps/0/code").asText()).isEqualTo("BASE_UNKNOWN");
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"table", "markdown"})
  void nothingIsSaidWhereNothingChanges(String form) throws IOException {
    String base = repository.commit(shop(Map.of("rbac.yaml", rbac("get", "list"))));
    Map<String, String> moved = new TreeMap<>(shop(Map.of()));
    moved.put("moved/rbac.yaml", "# elsewhere\n" + rbac("get", "list"));
    moved.put("new.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n");
    String head = repository.commit(moved, base);
    assertThat(pr(base, head, "--format", form).out())
        .doesNotContainIgnoringCase("impact")
        .doesNotContain("Network", "incomplete");
  }

  /** Whether images differ is no matter of who can talk to whom; whether ports do is. */
  @Test
  void anotherImageChangesNoConnection() throws IOException {
    Map<String, String> files = shop(Map.of("rule.yaml", LET_WEB_IN.replace("5432", "db")));
    String base = repository.commit(files);
    Map<String, String> image = new TreeMap<>(files);
    image.put("shop.yaml", workload("StatefulSet", "shop", "postgres").replace("main:1", "main:2"));
    String head = repository.commit(image, base);
    assertThat(unwrapped(pr(base, head))).doesNotContain("IMPACT");
    Map<String, String> ports = new TreeMap<>(image);
    ports.put(
        "shop.yaml",
        workload("StatefulSet", "shop", "postgres")
            .replace("main:1", "main:2, ports: [{name: db, containerPort: 5432}]"));
    String later = repository.commit(ports, head);
    assertThat(unwrapped(pr(head, later))).contains("+ " + GAINED);
  }

  /** More than this is not compared, and never passed off as no change. */
  @Test
  void tooManyWorkloadsAreSaidToBeTooMany() throws IOException {
    StringBuilder pods = new StringBuilder();
    for (int i = 0; i <= 1000; i++) {
      pods.append("---\napiVersion: v1\nkind: Pod\nmetadata: {name: p")
          .append(i)
          .append(", namespace: a}\nspec: {containers: [{name: c, image: i}]}\n");
    }
    String base = repository.commit(shop(Map.of()));
    String head = repository.commit(shop(Map.of("pods.yaml", pods.toString())), base);
    JsonNode network = json(base, head).path("network");
    assertThat(network.path("complete").asBoolean()).isFalse();
    assertThat(network.at("/gaps/0/code").asText()).isEqualTo("IMPACT_TOO_LARGE");
  }

  @Test
  void theFirstTenAreShownAndTheRestCounted() throws IOException {
    String base = repository.commit(shop(Map.of()));
    Map<String, String> many = new TreeMap<>();
    for (int i = 0; i < 12; i++) {
      many.put("web%d.yaml".formatted(i), workload("Deployment", "portal", "web" + i));
    }
    many.put("web.yaml", LET_WEB_IN);
    String head = repository.commit(shop(many), base);
    JsonNode gained = json(base, head).at("/network/gained");
    long count = gained.path("count").asLong();
    assertThat(gained.path("first").size()).isEqualTo((int) count);
    String comment = pr(base, head, "--format", "markdown").out();
    assertThat(comment.lines().filter(line -> line.startsWith("- lets <code>"))).hasSize(10);
    assertThat(comment).contains("- " + (count - 10) + " more;");
  }

  private JsonNode json(String base, String head, String... more) throws IOException {
    String[] words =
        Stream.concat(Stream.of(more), Stream.of("--format", "json")).toArray(String[]::new);
    return new ObjectMapper().readTree(pr(base, head, words).out()).path("impact");
  }

  private Bench.Ran pr(String base, String head, String... more) {
    return new Bench().run(Bench.pr(repository, base, head, more));
  }

  /** Lines that are one however wide the terminal is. */
  private static String unwrapped(Bench.Ran ran) {
    return ran.out().replaceAll("\\s+", " ");
  }

  private static Map<String, String> shop(Map<String, String> more) {
    Map<String, String> files = new TreeMap<>(more);
    files.put("deny.yaml", DENY);
    files.put("shop.yaml", workload("StatefulSet", "shop", "postgres"));
    files.put("portal.yaml", workload("Deployment", "portal", "web"));
    return files;
  }

  private static String workload(String kind, String namespace, String name) {
    return """
        apiVersion: apps/v1
        kind: %s
        metadata: {name: %s, namespace: %s}
        spec:
          selector: {matchLabels: {app: %s}}
          template:
            metadata: {labels: {app: %s}}
            spec: {containers: [{name: main, image: example.org/main:1}]}
        """
        .formatted(kind, name, namespace, name, name);
  }

  private static String rbac(String... verbs) {
    return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: keys, namespace: shop}
        rules: [{apiGroups: [''], resources: [secrets], verbs: [%s]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: keys, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: keys}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: anna}]
        """
        .formatted(String.join(", ", verbs));
  }

  private static Map<String, String> release(String bundles) {
    return Map.of(
        "release.yaml",
        """
        apiVersion: seaworthy.dev/v1
        kind: Release
        candidate: {name: app, version: 1.0.0}
        environment: production
        architecture: dedicated
        evidence:
        - {collector: kubernetes, paths: [m]}
        bundles:
        - %s
        """
            .formatted(bundles),
        "m/a.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n");
  }

  private static PolicyBundle version(PolicyBundle bundle, String version) {
    return new PolicyBundle(
        bundle.name(),
        version,
        bundle.title(),
        bundle.description(),
        bundle.digest(),
        bundle.controls(),
        bundle.parameters(),
        bundle.module());
  }
}
