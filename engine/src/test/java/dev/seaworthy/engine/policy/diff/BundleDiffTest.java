package dev.seaworthy.engine.policy.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Parameter;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.Scope;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.rego.RegoModule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BundleDiffTest {
  private static final String REGO =
      "package seaworthy.depot.dep_01\n\nimport data.seaworthy.lib.names\n\nfindings contains 1\n";
  private static final Map<String, String> SOURCES =
      Map.of(
          "depot/dep_01.rego", REGO,
          "lib/names.rego", "package seaworthy.lib.names\n\nx := 1\n",
          "lib/unused.rego", "package seaworthy.lib.unused\n\nx := 1\n");
  private static final Control CONTROL = control(Severity.HIGH, Stage.SECURITY, Scope.SNAPSHOT);

  @Test
  void theSameBundleAsksForNoStep() {
    BundleDiff diff = diff(CONTROL, CONTROL);
    assertThat(diff.changes()).isEmpty();
    assertThat(diff.asked()).isEqualTo(VersionStep.NONE);
    assertThat(diff.isHonest()).isTrue();
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource("controls")
  void whatAControlLostOrGained(Control after, Change.Kind kind, String what) {
    assertThat(diff(CONTROL, after).changes())
        .containsExactly(new Change(kind, Change.Part.CONTROL, "DEP-01", what));
  }

  static Stream<Arguments> controls() {
    return Stream.of(
        Arguments.of(
            control(Severity.LOW, Stage.SECURITY, Scope.SNAPSHOT),
            Change.Kind.WEAKENED,
            "severity `high` became `low`"),
        Arguments.of(
            control(Severity.CRITICAL, Stage.SECURITY, Scope.SNAPSHOT),
            Change.Kind.STRENGTHENED,
            "severity `high` became `critical`"),
        Arguments.of(
            control(Severity.HIGH, Stage.SIGN_OFF, Scope.SNAPSHOT),
            Change.Kind.WEAKENED,
            "stage `security` became `sign-off`"),
        Arguments.of(
            control(Severity.HIGH, Stage.BUILD, Scope.SNAPSHOT),
            Change.Kind.STRENGTHENED,
            "stage `security` became `build`"),
        Arguments.of(
            control(Severity.HIGH, Stage.SECURITY, Scope.OBJECT),
            Change.Kind.WEAKENED,
            "scope `snapshot` became `object`"),
        Arguments.of(
            evidence(List.of("a/b", "c/d"), List.of()),
            Change.Kind.STRENGTHENED,
            "also needs `c/d`"),
        Arguments.of(
            evidence(List.of("a/b"), List.of()), Change.Kind.WEAKENED, "no longer reads `c/d`"),
        Arguments.of(
            evidence(List.of("a/b"), List.of("c/d", "e/f")),
            Change.Kind.STRENGTHENED,
            "also reads `e/f`"),
        Arguments.of(
            evidence(List.of("a/b"), List.of("c/d:E", "c/d:F")),
            Change.Kind.WEAKENED,
            "reads of `c/d` only `c/d:E`, `c/d:F`"),
        Arguments.of(rules("one"), Change.Kind.WEAKENED, "no longer fails by `two`"),
        Arguments.of(
            rules("one", "two", "three"), Change.Kind.STRENGTHENED, "also fails by `three`"));
  }

  @Test
  void aControlThatComesOrGoesIsNamed() {
    BundleDiff gone =
        BundleDiff.of(edition("1.0.0", List.of(CONTROL)), edition("1.1.0", List.of()));
    assertThat(gone.changes())
        .extracting(Change::kind, Change::id)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Change.Kind.REMOVED, "DEP-01"));
    assertThat(gone.isHonest()).isFalse();
    assertThat(gone.least()).isEqualTo("2.0.0");
    BundleDiff come =
        BundleDiff.of(edition("1.0.0", List.of()), edition("1.1.0", List.of(CONTROL)));
    assertThat(come.asked()).isEqualTo(VersionStep.MINOR);
    assertThat(come.isHonest()).isTrue();
  }

  @ParameterizedTest(name = "{0}: {1} -> {2} is {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "max_high | 10 | 20 | WEAKENED",
        "max_high | 10 | 5 | STRENGTHENED",
        "max_high | 10 | -1 | WEAKENED",
        "scan_max_age_hours | 24 | 12 | STRENGTHENED",
        "min_days | 21 | 14 | WEAKENED",
        "min_days | 21 | 30 | STRENGTHENED",
        "require_limit | true | false | WEAKENED",
        "require_limit | false | true | STRENGTHENED",
        "allowed | [\"a\"] | [\"a\", \"b\"] | WEAKENED",
        "allowed | [\"a\", \"b\"] | [\"a\"] | STRENGTHENED",
        "allowed | [\"a\"] | [] | WEAKENED",
        "allowed | [] | [\"a\"] | WEAKENED",
        "exempt_namespaces | [\"a\"] | [\"b\"] | WEAKENED",
        "level | \"a\" | \"b\" | WEAKENED",
      })
  void theNameOfAParameterTellsWhichWayIsWeaker(
      String name, String before, String after, Change.Kind kind) {
    BundleDiff diff = parameters(parameter(name, before, "[]"), parameter(name, after, "[]"));
    assertThat(diff.changes()).extracting(Change::kind).containsExactly(kind);
  }

  @ParameterizedTest(name = "{0} -> {1} is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[1, 2] | [1, 2, 3] | WEAKENED | also takes `3`",
        "[1, 2] | [1] | STRENGTHENED | no longer takes `2`",
        "[1, 2] | [] | WEAKENED | takes any value",
        "[] | [1, 2] | STRENGTHENED | takes only `1`, `2`",
      })
  void theValuesOfAParameterAreItsLimits(
      String before, String after, Change.Kind kind, String what) {
    BundleDiff diff = parameters(parameter("p", "1", before), parameter("p", "1", after));
    assertThat(diff.changes()).containsExactly(new Change(kind, Change.Part.PARAMETER, "p", what));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "depot/dep_01.rego | MINOR | findings contains 2",
        "lib/names.rego | MINOR | y := 2",
        "lib/unused.rego | PATCH | y := 2",
        "depot/dep_01.rego | PATCH | # a comment",
      })
  void codeThatAControlReachesDecides(String file, VersionStep asked, String line) {
    Map<String, String> after = new TreeMap<>(SOURCES);
    after.merge(file, line + "\n", String::concat);
    BundleDiff diff =
        BundleDiff.of(edition("1.0.0", CONTROL, SOURCES), edition("1.0.1", CONTROL, after));
    assertThat(diff.asked()).isEqualTo(asked);
  }

  @Test
  void otherCodeOfTheSameTextIsAPatch() {
    RegoModule other = new RegoModule(new byte[0], new byte[] {1}, CanonicalJson.of(Map.of()));
    BundleDiff diff =
        BundleDiff.of(
            new Edition(bundle("1.0.0", List.of(CONTROL), List.of()), new TreeMap<>()),
            new Edition(bundle("1.0.0", List.of(CONTROL), List.of(), other), new TreeMap<>()));
    assertThat(diff.changes()).extracting(Change::kind).containsExactly(Change.Kind.REBUILT);
    assertThat(diff.least()).isEqualTo("1.0.1");
  }

  private static BundleDiff diff(Control before, Control after) {
    return BundleDiff.of(edition("1.0.0", List.of(before)), edition("1.0.0", List.of(after)));
  }

  private static BundleDiff parameters(Parameter before, Parameter after) {
    return BundleDiff.of(
        new Edition(bundle("1.0.0", List.of(CONTROL), List.of(before)), new TreeMap<>()),
        new Edition(bundle("1.1.0", List.of(CONTROL), List.of(after)), new TreeMap<>()));
  }

  private static Edition edition(String version, List<Control> controls) {
    return new Edition(bundle(version, controls, List.of()), new TreeMap<>(SOURCES));
  }

  private static Edition edition(String version, Control control, Map<String, String> rego) {
    return new Edition(bundle(version, List.of(control), List.of()), new TreeMap<>(rego));
  }

  private static PolicyBundle bundle(
      String version, List<Control> controls, List<Parameter> parameters) {
    RegoModule module = new RegoModule(new byte[0], new byte[0], CanonicalJson.of(Map.of()));
    return bundle(version, controls, parameters, module);
  }

  private static PolicyBundle bundle(
      String version, List<Control> controls, List<Parameter> parameters, RegoModule module) {
    return new PolicyBundle(
        "depot", version, "Depot", "Things", Digest.of(new byte[0]), controls, parameters, module);
  }

  private static Parameter parameter(String name, String value, String values) {
    List<CanonicalJson> allowed = new java.util.ArrayList<>();
    json(values).node().forEach(one -> allowed.add(CanonicalJson.of(one)));
    return new Parameter(name, "a parameter", json(value), allowed);
  }

  private static CanonicalJson json(String text) {
    return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Control control(Severity severity, Stage stage, Scope scope) {
    return control(severity, stage, scope, List.of("a/b"), List.of("c/d"), List.of("one", "two"));
  }

  private static Control evidence(List<String> needs, List<String> reads) {
    return control(
        Severity.HIGH, Stage.SECURITY, Scope.SNAPSHOT, needs, reads, List.of("one", "two"));
  }

  private static Control rules(String... rules) {
    return control(
        Severity.HIGH,
        Stage.SECURITY,
        Scope.SNAPSHOT,
        List.of("a/b"),
        List.of("c/d"),
        List.of(rules));
  }

  private static Control control(
      Severity severity,
      Stage stage,
      Scope scope,
      List<String> needs,
      List<String> reads,
      List<String> rules) {
    Map<String, Control.Rule> words = new TreeMap<>();
    rules.forEach(rule -> words.put(rule, new Control.Rule("is wrong", "mend it")));
    return new Control(
        "DEP-01",
        "Things have names",
        "A thing without a name cannot be found.",
        severity,
        stage,
        scope,
        needs,
        reads,
        List.of(),
        words,
        Map.of(),
        "seaworthy/depot/dep_01/findings");
  }
}
