package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads manifests: one evidence for each object, lists taken apart. */
public final class KubernetesCollector implements Collector {
  /** The name of this collector, in sources and in {@code release.yaml}. */
  public static final String NAME = "kubernetes";

  private final Salt salt;
  private final SecretRedaction redaction;
  private final boolean keepsUnnamedContainers;
  private final PodPaths podPaths;

  /** A collector that knows the built-in paths to pods alone. */
  public KubernetesCollector(Salt salt) {
    this(salt, PodPaths.BUILT_IN);
  }

  public KubernetesCollector(Salt salt, PodPaths podPaths) {
    this(salt, podPaths, false);
  }

  private KubernetesCollector(Salt salt, PodPaths podPaths, boolean keepsUnnamedContainers) {
    this.salt = salt;
    this.redaction = new SecretRedaction(salt);
    this.podPaths = podPaths;
    this.keepsUnnamedContainers = keepsUnnamedContainers;
  }

  /**
   * A collector for questions of the network, which do not ask what a container runs: pods whose
   * containers lack a name or an image are a gap and evidence both.
   */
  public static KubernetesCollector forNetworks(Salt salt, PodPaths podPaths) {
    return new KubernetesCollector(salt, podPaths, true);
  }

  /** What keys its commitments, for other collectors of the same run. */
  public Salt salt() {
    return salt;
  }

  /** Where it looks for pods. */
  public PodPaths podPaths() {
    return podPaths;
  }

  /** Equal to that of another collector that reads alike. */
  public Object reader() {
    return List.of(salt, podPaths, keepsUnnamedContainers);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(Document document) {
    return document instanceof Document.Structured structured
        && structured.has("apiVersion", "kind")
        && structured
            .root()
            .asMapping()
            .flatMap(root -> root.text("apiVersion"))
            .filter(version -> version.startsWith("seaworthy.dev/"))
            .isEmpty();
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    ObjectList list = objects(document);
    List<Observation> observations = new ArrayList<>();
    ObjectReader reader =
        new ObjectReader(
            document.file().name(), document.index(), redaction, keepsUnnamedContainers, podPaths);
    list.strays()
        .forEach(
            stray ->
                observations.add(
                    reader.gap(stray.problem(), stray.mark(), EvidenceKinds.from(NAME))));
    list.objects().stream()
        .filter(object -> testHook(object).isEmpty())
        .map(object -> ReleaseNamespace.given(hints.namespace(), object))
        .forEach(object -> observations.addAll(reader.read(object)));
    return observations;
  }

  /**
   * Reads one object that a cluster holds.
   *
   * @param place where it is found again, which becomes its source
   */
  public List<Observation> live(Tree.Mapping object, String place) {
    return List.copyOf(
        ObjectReader.at(place, redaction, keepsUnnamedContainers, podPaths).read(object));
  }

  @Override
  public List<String> leavesOut(Document document) {
    return objects(document).objects().stream()
        .flatMap(object -> testHook(object).stream())
        .toList();
  }

  @Override
  public List<Observation> derive(List<Manifest> manifests) {
    return new Duplicates(manifests).gaps();
  }

  private static ObjectList objects(Document document) {
    Tree.Mapping root = ((Document.Structured) document).root().asMapping().orElseThrow();
    return ObjectList.of(document.file().name(), root);
  }

  /** Helm runs test hooks on demand and never as part of a release. */
  private static Optional<String> testHook(Tree.Mapping object) {
    Optional<Tree.Mapping> metadata = object.mapping("metadata");
    return metadata
        .flatMap(present -> present.mapping("annotations"))
        .flatMap(annotations -> annotations.text("helm.sh/hook"))
        .filter(KubernetesCollector::isTestOnly)
        .map(
            hook ->
                Problems.printable(
                    "Helm test hook: %s %s"
                        .formatted(
                            object.text("kind").orElse("object"),
                            metadata.flatMap(present -> present.text("name")).orElse(""))));
  }

  private static boolean isTestOnly(String hooks) {
    return Stream.of(hooks.split(",", -1))
        .map(String::strip)
        .allMatch(hook -> hook.equals("test") || hook.startsWith("test-"));
  }
}
