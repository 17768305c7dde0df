package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Finds scans of images that no workload runs: controls do not ask them, and so they are told. */
final class UnusedScans {
  private UnusedScans() {}

  /** Of all that was gathered; none where no workload was. */
  static List<Coverage.Skipped> of(List<Observation> all) {
    List<Evidence> scans =
        Evidence.ofKind(EvidenceKinds.IMAGE_SCAN, all).stream()
            .filter(scan -> scan.subject().kind().equals("Image"))
            .toList();
    Set<String> images = scans.isEmpty() ? Set.of() : WorkloadImages.of(all);
    if (images.isEmpty()) {
      return List.of();
    }
    ScanIndex index = new ScanIndex(scans);
    Set<Evidence> used = Collections.newSetFromMap(new IdentityHashMap<>());
    images.forEach(image -> used.addAll(index.of(image)));
    return scans.stream().filter(scan -> !used.contains(scan)).map(UnusedScans::told).toList();
  }

  private static Coverage.Skipped told(Evidence scan) {
    return new Coverage.Skipped(
        scan.source().file(),
        "scan of `%s`: no workload here runs this image, and no control asks about it"
            .formatted(ReportStream.printable(scan.subject().name())));
  }
}
