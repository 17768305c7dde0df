package dev.seaworthy.cli.check;

import dev.seaworthy.cli.descriptor.Descriptor;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.tls.probe.ProbeTarget;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a descriptor says of the release itself. Policies hold records against it: one about another
 * candidate or environment does not count.
 */
final class ReleaseEvidence {
  private ReleaseEvidence() {}

  static Evidence of(Target.Declared target) {
    Descriptor descriptor = target.descriptor();
    Map<String, Object> candidate = new TreeMap<>();
    candidate.put("name", descriptor.name());
    candidate.put("version", descriptor.version());
    descriptor.digest().ifPresent(digest -> candidate.put("digest", digest.toString()));
    Map<String, Object> content = new TreeMap<>();
    content.put("candidate", candidate);
    content.put("environment", descriptor.environment());
    content.put("architecture", descriptor.architecture());
    if (!descriptor.endpoints().isEmpty()) {
      content.put("endpoints", descriptor.endpoints().stream().map(ProbeTarget::toTree).toList());
    }
    String file = String.valueOf(target.file().getFileName());
    return new Evidence(
        EvidenceKinds.RELEASE,
        Subject.of(Descriptor.KIND, descriptor.name()),
        new Source("release", file, 0),
        CanonicalJson.of(content),
        Locations.wholeFile(file));
  }
}
