package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The references of images that workloads run or mount. */
final class WorkloadImages {
  private static final List<String> CONTAINERS =
      List.of("containers", "initContainers", "ephemeralContainers");

  private WorkloadImages() {}

  /** Of all that was gathered, sorted. */
  static Set<String> of(List<Observation> all) {
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
}
