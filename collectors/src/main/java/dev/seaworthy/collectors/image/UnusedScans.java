package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds scans of images that no workload runs: controls do not ask them, and so they are told. */
final class UnusedScans {
  private static final List<String> CONTAINERS =
      List.of("containers", "initContainers", "ephemeralContainers");

  private UnusedScans() {}

  /** Of all that was gathered; none where no workload was. */
  static List<Coverage.Skipped> of(List<Observation> all) {
    List<Evidence> scans =
        Evidence.ofKind(EvidenceKinds.IMAGE_SCAN, all).stream()
            .filter(scan -> scan.subject().kind().equals("Image"))
            .toList();
    Set<String> images = scans.isEmpty() ? Set.of() : images(all);
    if (images.isEmpty()) {
      return List.of();
    }
    ScanIndex index = new ScanIndex(scans);
    Set<Evidence> used = Collections.newSetFromMap(new IdentityHashMap<>());
    images.forEach(image -> used.addAll(index.of(image)));
    return scans.stream().filter(scan -> !used.contains(scan)).map(UnusedScans::told).toList();
  }

  private static Set<String> images(List<Observation> all) {
    Set<String> images = new TreeSet<>();
    for (Observation one : all) {
      if (one instanceof Evidence workload && workload.kind().equals(EvidenceKinds.WORKLOAD)) {
        of(workload.content().node()).forEach(images::add);
      }
    }
    return images;
  }

  private static Stream<String> of(JsonNode workload) {
    JsonNode spec = workload.path("manifest");
    for (JsonNode step : workload.path("podPath")) {
      spec = step.isNumber() ? spec.path(step.asInt()) : spec.path(step.asText());
    }
    JsonNode pod = spec;
    return Stream.concat(
            CONTAINERS.stream()
                .flatMap(key -> pod.path(key).valueStream())
                .map(container -> container.path("image").asText()),
            pod.path("volumes").valueStream().map(one -> one.at("/image/reference").asText()))
        .filter(image -> !image.isEmpty());
  }

  private static Coverage.Skipped told(Evidence scan) {
    return new Coverage.Skipped(
        scan.source().file(),
        "scan of `%s`: no workload here runs this image, and no control asks about it"
            .formatted(ReportStream.printable(scan.subject().name())));
  }
}
