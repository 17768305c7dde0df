package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.HashedLocations;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns one object into its evidence, or into the gaps that say why it is none. */
final class ObjectReader {
  private final String file;
  private final Source source;
  private final SecretRedaction redaction;
  private final boolean keepsUnnamedContainers;

  /**
   * A reader.
   *
   * @param keepsUnnamedContainers whether an object whose only faults are containers without name
   *     or image is evidence nevertheless, beside the gaps that tell the faults
   */
  ObjectReader(
      String file, int document, SecretRedaction redaction, boolean keepsUnnamedContainers) {
    this.keepsUnnamedContainers = keepsUnnamedContainers;
    this.file = file;
    this.source = new Source(KubernetesCollector.NAME, file, document);
    this.redaction = redaction;
  }

  List<? extends Observation> read(Tree.Mapping object) {
    String apiVersion = object.text("apiVersion").orElse("");
    String kind = object.text("kind").orElse("");
    List<String> affects =
        apiVersion.isEmpty() || kind.isEmpty()
            ? EvidenceKinds.from(KubernetesCollector.NAME)
            : KubernetesObjects.mayHide(apiVersion, kind);
    List<Shape.Fault> faults = Shape.faults(object);
    List<Observation> gaps = new ArrayList<>();
    for (Shape.Fault fault : faults) {
      Problem problem = KubernetesProblems.invalid(shown(object, kind), fault);
      gaps.add(gap(problem, fault.mark(), affects));
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
    gaps.add(evidence(object, subject, secret, affects));
    return gaps;
  }

  private static boolean isUnnamed(Shape.Fault fault) {
    return fault.path().readable().matches(".*ontainers\\[[0-9]+]\\.(name|image)");
  }

  Gap gap(Problem problem, Tree.Mark mark, List<String> affects) {
    return new Gap(problem, source, new Location(file, mark.line(), mark.column()), affects);
  }

  private Observation evidence(
      Tree.Mapping object, Subject subject, boolean secret, List<String> affects) {
    Optional<List<String>> podPath = podPath(object, subject.kind());
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("manifest", secret ? redaction.redacted(object) : object.plain());
    podPath.ifPresent(path -> content.put("podPath", path));
    try {
      return new Evidence(
          podPath.isPresent() ? EvidenceKinds.WORKLOAD : EvidenceKinds.OBJECT,
          subject,
          source,
          CanonicalJson.of(content),
          HashedLocations.of(file, object));
    } catch (NotCanonicalException e) {
      String reason = String.valueOf(e.getMessage());
      return gap(
          KubernetesProblems.notCanonical(subject.toString(), reason), object.mark(), affects);
    }
  }

  /** A Rollout that borrows a Deployment's template has no pod spec of its own. */
  private static Optional<List<String>> podPath(Tree.Mapping object, String kind) {
    return KubernetesObjects.podPath(object.text("apiVersion").orElse(""), kind)
        .filter(path -> holdsPod(object, path));
  }

  private static boolean holdsPod(Tree.Mapping object, List<String> path) {
    Optional<Tree.Mapping> at = Optional.of(object);
    for (String step : path) {
      at = at.flatMap(mapping -> mapping.mapping(step));
    }
    return at.isPresent();
  }

  private static Subject subject(Tree.Mapping object, String apiVersion, String kind) {
    Tree.Mapping metadata = object.mapping("metadata").orElseThrow();
    String name = metadata.text("name").or(() -> metadata.text("generateName")).orElseThrow();
    if (KubernetesObjects.isClusterScoped(apiVersion, kind)) {
      return Subject.of(kind, name);
    }
    String namespace = metadata.text("namespace").filter(text -> !text.isEmpty()).orElse("default");
    return new Subject(kind, namespace, name);
  }

  private static String shown(Tree.Mapping object, String kind) {
    Optional<String> name = object.mapping("metadata").flatMap(metadata -> metadata.text("name"));
    String type = kind.isEmpty() ? "an object" : kind;
    return name.map(known -> type + " " + known).orElse(type).replaceAll("\\p{Cntrl}", "?");
  }
}
