package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import java.util.List;

/** Where one signed thing stands. */
record Place(String file, int document, Tree.Mark at) {
  Source source() {
    return new Source(AttestationCollector.NAME, file, document);
  }

  Locations locations() {
    Location location = new Location(file, at.line(), at.column());
    return path -> location;
  }

  Gap gap(Problem problem) {
    return gap(problem, at);
  }

  Gap gap(Problem problem, Tree.Mark where) {
    return gap(problem, where, List.of(EvidenceKinds.IMAGE_ATTESTATION));
  }

  /** Of a layout, whose blobs may be indexes of images, too. */
  Gap layoutGap(Problem problem) {
    return gap(problem, at, List.of(EvidenceKinds.IMAGE_ATTESTATION, EvidenceKinds.IMAGE_INDEX));
  }

  private Gap gap(Problem problem, Tree.Mark where, List<String> mayHide) {
    return new Gap(problem, source(), new Location(file, where.line(), where.column()), mayHide);
  }
}
