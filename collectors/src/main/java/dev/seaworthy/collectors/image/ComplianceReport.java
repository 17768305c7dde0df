package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import java.util.List;
import java.util.Set;

/**
 * Tells what {@code trivy --compliance} writes, whole or as a summary. It orders findings by the
 * controls of a benchmark and does not name the namespaces of what they are about, so it is no
 * scan: who gives it means to have given one.
 */
final class ComplianceReport {
  private static final Set<String> WHOLE =
      Set.of("ID", "Title", "Description", "RelatedResources", "Results");
  private static final Set<String> SUMMARY = Set.of("ID", "Title", "SummaryControls");

  private ComplianceReport() {}

  static boolean is(Document document) {
    Set<String> keys =
        document instanceof Document.Streamed streamed
            ? streamed.topLevelKeys()
            : document instanceof Document.Structured structured
                ? structured
                    .root()
                    .asMapping()
                    .map(root -> root.entries().keySet())
                    .orElse(Set.of())
                : Set.of();
    return keys.containsAll(WHOLE) || keys.containsAll(SUMMARY);
  }

  static Gap gap(Document document) {
    String file = document.file().name();
    return new Gap(
        new Problem(
            "TRIVY_COMPLIANCE_REPORT",
            "`%s` is a compliance report of Trivy, which does not say what was scanned: it is not read"
                .formatted(file),
            "give the report that `trivy k8s --report all --format json` writes without `--compliance`"),
        ScanSource.of(file, document.index(), ReportForm.TRIVY).source(),
        Location.of(file),
        List.of(EvidenceKinds.IMAGE_AUDIT));
  }
}
