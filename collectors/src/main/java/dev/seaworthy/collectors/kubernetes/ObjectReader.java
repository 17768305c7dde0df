package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.concealment.Concealment;
import dev.seaworthy.collectors.document.HashedLocations;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Turns one object into its evidence, or into the gaps that say why it is none. */
final class ObjectReader {
  private static final String MANIFEST = "manifest";
  private static final String POD_PATH = "podPath";

  private final String file;
  private final Source source;
  private final SecretRedaction redaction;
  private final boolean keepsUnnamedContainers;
  private final PodPaths podPaths;
  private final Function<Tree.Mapping, Locations> locations;
  private final boolean live;

  /**
   * A reader of a document's objects.
   *
   * @param keepsUnnamedContainers whether an object whose only faults are containers without name
   *     or image is evidence nevertheless, beside the gaps that tell the faults
   */
  ObjectReader(
      String file,
      int document,
      SecretRedaction redaction,
      boolean keepsUnnamedContainers,
      PodPaths podPaths) {
    this(
        new Source(KubernetesCollector.NAME, file, document),
        redaction,
        keepsUnnamedContainers,
        podPaths,
        object -> HashedLocations.of(file, object),
        false);
  }

  private ObjectReader(
      Source source,
      SecretRedaction redaction,
      boolean keepsUnnamedContainers,
      PodPaths podPaths,
      Function<Tree.Mapping, Locations> locations,
      boolean live) {
    this.file = source.file();
    this.source = source;
    this.redaction = redaction;
    this.keepsUnnamedContainers = keepsUnnamedContainers;
    this.podPaths = podPaths;
    this.locations = locations;
    this.live = live;
  }

  /**
   * A reader of one object as an API server gives it: {@code place} has no lines, and an object
   * without a namespace lives outside them.
   */
  static ObjectReader at(
      String place, SecretRedaction redaction, boolean keepsUnnamedContainers, PodPaths podPaths) {
    Locations whole = Locations.wholeFile(place);
    return new ObjectReader(
        new Source(KubernetesCollector.NAME, place, 0),
        redaction,
        keepsUnnamedContainers,
        podPaths,
        object -> whole,
        true);
  }

  List<? extends Observation> read(Tree.Mapping object) {
    String apiVersion = object.text("apiVersion").orElse("");
    String kind = object.text("kind").orElse("");
    List<String> affects =
        apiVersion.isEmpty() || kind.isEmpty()
            ? EvidenceKinds.from(KubernetesCollector.NAME)
            : podPaths.mayHide(apiVersion, kind);
    List<Shape.Fault> faults = Shape.faults(object, podPaths);
    List<Observation> gaps = new ArrayList<>();
    for (Shape.Fault fault : faults) {
      gaps.add(gap(problem(object, apiVersion, kind, fault), fault.mark(), affects));
    }
    boolean kept = keepsUnnamedContainers && faults.stream().allMatch(ObjectReader::isUnnamed);
    if (!faults.isEmpty() && !kept) {
      return gaps;
    }
    Subject subject = subject(object, apiVersion, kind);
    boolean secret = SecretRedaction.isSecret(object);
    List<String> undecodable = secret ? SecretRedaction.undecodable(object) : List.of();
    if (!undecodable.isEmpty()) {
      return undecodable.stream()
          .map(key -> KubernetesProblems.notBase64(subject.toString(), key))
          .map(problem -> gap(problem, object.mark(), affects))
          .toList();
    }
    Optional<PodSpecs> pods =
        podPaths.of(apiVersion, kind).map(steps -> PodSpecs.in(object, steps));
    if (pods.filter(PodSpecs::isTooMany).isPresent()) {
      return List.of(gap(KubernetesProblems.tooManyPods(subject), object.mark(), affects));
    }
    Locations places = locations.apply(object);
    Object manifest = secret ? redaction.redacted(object) : object.plain();
    List<PodSpecs.Found> found = pods.map(PodSpecs::found).orElse(List.of());
    if (found.isEmpty()) {
      // A Rollout that borrows a Deployment's template has no pod spec of its own.
      gaps.add(
          evidence(
              object, places, subject, EvidenceKinds.OBJECT, Map.of(MANIFEST, manifest), affects));
    }
    for (PodSpecs.Found pod : found) {
      Map<String, Object> content = Map.of(MANIFEST, manifest, POD_PATH, pod.path());
      gaps.add(evidence(object, places, subject, EvidenceKinds.WORKLOAD, content, affects));
    }
    return gaps;
  }

  /** Where the user's own path leads nowhere, it is the path that is to be mended. */
  private Problem problem(Tree.Mapping object, String apiVersion, String kind, Shape.Fault fault) {
    String shown = shown(object, kind);
    return podPaths
        .declared(apiVersion, kind)
        .filter(declared -> fault.isOn(declared.steps()))
        .map(declared -> KubernetesProblems.noPod(shown, declared, fault))
        .orElseGet(() -> KubernetesProblems.invalid(shown, fault));
  }

  private static boolean isUnnamed(Shape.Fault fault) {
    return fault.path().readable().matches(".*ontainers\\[[0-9]+]\\.(name|image)");
  }

  Gap gap(Problem problem, Tree.Mark mark, List<String> affects) {
    return new Gap(problem, source, new Location(file, mark.line(), mark.column()), affects);
  }

  private Observation evidence(
      Tree.Mapping object,
      Locations places,
      Subject subject,
      String kind,
      Map<String, Object> content,
      List<String> affects) {
    try {
      return new Evidence(
          kind, subject, source, digested(Concealment.ofObject(CanonicalJson.of(content))), places);
    } catch (NotCanonicalException e) {
      String reason = String.valueOf(e.getMessage());
      return gap(
          KubernetesProblems.notCanonical(subject.toString(), reason), object.mark(), affects);
    }
  }

  /** Digested while many files are read side by side; the content keeps its digest. */
  @SuppressWarnings("ReturnValueIgnored")
  private static CanonicalJson digested(CanonicalJson content) {
    content.digest();
    return content;
  }

  private Subject subject(Tree.Mapping object, String apiVersion, String kind) {
    Tree.Mapping metadata = object.mapping("metadata").orElseThrow();
    String name = metadata.text("name").or(() -> metadata.text("generateName")).orElseThrow();
    Optional<String> namespace = metadata.text("namespace").filter(text -> !text.isEmpty());
    boolean outside =
        live ? namespace.isEmpty() : KubernetesObjects.isClusterScoped(apiVersion, kind);
    return outside ? Subject.of(kind, name) : new Subject(kind, namespace.orElse("default"), name);
  }

  private static String shown(Tree.Mapping object, String kind) {
    Optional<String> name = object.mapping("metadata").flatMap(metadata -> metadata.text("name"));
    String type = kind.isEmpty() ? "an object" : kind;
    return name.map(known -> type + " " + known).orElse(type).replaceAll("\\p{Cntrl}", "?");
  }
}
