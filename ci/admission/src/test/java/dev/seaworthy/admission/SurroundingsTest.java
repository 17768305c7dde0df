package dev.seaworthy.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Scope;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands around an object, and changes. */
final class SurroundingsTest {
  private static final Evidence WEB = object("Deployment", "shop", "web", 1);
  private static final Evidence NEW_WEB = object("Deployment", "shop", "web", 2);
  private static final Evidence BUDGET = object("PodDisruptionBudget", "shop", "web", 1);
  private static final Evidence ELSEWHERE = object("PodDisruptionBudget", "bank", "web", 1);
  private static final Evidence NODE = object("Node", "", "n1", 1);
  private static final Gap GAP =
      new Gap(
          new Problem("FORBIDDEN", "secrets may not be read", "grant it"),
          new Source("kubernetes", "cluster:x/api/v1/secrets", 0),
          Location.of("cluster:x/api/v1/secrets"),
          List.of("kubernetes/object:Secret"));

  static IntStream seeds() {
    return IntStream.range(0, 20);
  }

  @Test
  void theObjectOfARequestReplacesItsFormerSelf() {
    Snapshot judged = live(Reach.CLUSTER).with(List.of(NEW_WEB), Set.of(NEW_WEB.subject()));
    assertThat(judged.evidence()).containsExactly(NODE, ELSEWHERE, NEW_WEB, BUDGET);
  }

  @Test
  void objectsOfOtherNamespacesAreLeftOutOfReach() {
    Snapshot judged = live(Reach.NAMESPACE).with(List.of(NEW_WEB), Set.of(NEW_WEB.subject()));
    assertThat(judged.evidence()).containsExactly(NODE, NEW_WEB, BUDGET);
  }

  @Test
  void anObjectOutsideNamespacesIsJudgedAmongAll() {
    Snapshot judged = live(Reach.NAMESPACE).with(List.of(NODE), Set.of(NODE.subject()));
    assertThat(judged.evidence()).containsExactly(NODE, ELSEWHERE, WEB, BUDGET);
  }

  @Test
  void whatIsNotKnownStaysAGapWhateverIsInReach() {
    Surroundings some = live(Reach.NAMESPACE).changedTo(List.of(WEB, GAP));
    assertThat(some.with(List.of(NEW_WEB), Set.of(NEW_WEB.subject())).gaps()).containsExactly(GAP);
  }

  @Test
  void aControlThatLooksAtAnUnknownKindCannotBeAsked() {
    Surroundings some = live(Reach.CLUSTER).changedTo(List.of(WEB, GAP));
    assertThat(some.hindrance(control("kubernetes/object:Secret")))
        .hasValueSatisfying(
            doubt -> assertThat(doubt.problem().message()).isEqualTo("secrets may not be read"));
    assertThat(some.hindrance(control("kubernetes/object:Service"))).isEmpty();
  }

  @Test
  void ofDeclaredObjectsEachFindingStands() {
    Snapshot declared = new Snapshot(List.of(WEB), List.of(GAP), Surroundings.COVERAGE);
    assertThat(Surroundings.declared(declared).hindrance(control("kubernetes/object:Secret")))
        .isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderInWhichObjectsCameChangesNothing(int seed) {
    List<Observation> shuffled = new ArrayList<>(List.of(NODE, GAP, ELSEWHERE, BUDGET, WEB));
    Collections.shuffle(shuffled, new Random(seed));
    Snapshot judged =
        live(Reach.CLUSTER).changedTo(shuffled).with(List.of(NEW_WEB), Set.of(NEW_WEB.subject()));
    assertThat(judged.evidence()).containsExactly(NODE, ELSEWHERE, NEW_WEB, BUDGET);
  }

  @Test
  void aViewThatWasTakenNeverChanges() {
    Surroundings before = live(Reach.CLUSTER);
    Surroundings after = before.changedTo(List.of(WEB));
    assertThat(before.with(List.of(), Set.of()).evidence()).hasSize(4);
    assertThat(after.with(List.of(), Set.of()).evidence()).containsExactly(WEB);
  }

  private static Surroundings live(Reach reach) {
    List<Evidence> all = Stream.of(WEB, BUDGET, ELSEWHERE, NODE).toList();
    return Surroundings.live(new Snapshot(all, List.of(), Surroundings.COVERAGE), reach);
  }

  private static Control control(String kind) {
    return new Control(
        "T-01",
        "Is it there?",
        "What is looked at is there.",
        Severity.HIGH,
        Stage.BUILD,
        Scope.SNAPSHOT,
        List.of(kind),
        List.of(),
        List.of(),
        Map.of("missing", new Control.Rule("it is missing", "add it")),
        Map.of(),
        "test/t_01/findings");
  }

  private static Evidence object(String kind, String namespace, String name, int content) {
    String place = "cluster:x/" + namespace + "/" + kind + "/" + name;
    return new Evidence(
        "kubernetes/object",
        new Subject(kind, namespace, name),
        new Source("kubernetes", place, 0),
        CanonicalJson.of(Map.of("manifest", Map.of("n", content))),
        Locations.wholeFile(place));
  }
}
