package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Reads documents of VEX statements (OpenVEX, CycloneDX, CSAF) and holds the findings of all scans
 * to them.
 */
public final class VexCollector implements Collector {
  @Override
  public String name() {
    return ScanSource.COLLECTOR;
  }

  @Override
  public boolean recognises(Document document) {
    return document instanceof Document.Streamed streamed
        && (isOpenVex(streamed.topLevelKeys())
            || isCsaf(streamed.topLevelKeys())
            || isCycloneDx(streamed.topLevelKeys()));
  }

  private static boolean isOpenVex(Set<String> keys) {
    return keys.containsAll(List.of("@context", "statements"));
  }

  private static boolean isCsaf(Set<String> keys) {
    return keys.containsAll(List.of("document", "product_tree"));
  }

  private static boolean isCycloneDx(Set<String> keys) {
    return keys.contains("bomFormat");
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    List<Observation> read = read(document);
    if (hints.baseline()) {
      return BillCollector.ofBaseline(read);
    }
    return hints.signers().signedVex()
        ? Reviews.each(EvidenceKinds.IMAGE_VEX, read, VexCollector::unsigned)
        : read;
  }

  /** It stays evidence, and excuses nothing. */
  private static Evidence unsigned(Evidence document) {
    ObjectNode content = (ObjectNode) document.content().node();
    return document.saying(content.put(VexStatements.UNSIGNED, true));
  }

  private static List<Observation> read(Document document) {
    Set<String> keys = ((Document.Streamed) document).topLevelKeys();
    if (isOpenVex(keys)) {
      return ScanFile.collect(document.file(), OpenVexReader.FORM, OpenVexReader::new);
    }
    return isCsaf(keys)
        ? ScanFile.collect(document.file(), CsafReader.FORM, CsafReader::new)
        : ScanFile.collect(document.file(), CycloneDxReader.FORM, CycloneDxReader::new);
  }

  @Override
  public Joined join(List<Observation> all, Instant now) {
    List<Evidence> documents = Evidence.ofKind(EvidenceKinds.IMAGE_VEX, all);
    if (documents.isEmpty()) {
      return new Joined(all, List.of());
    }
    VexStatements statements = VexStatements.of(documents);
    List<Observation> reviewed =
        Reviews.each(
            EvidenceKinds.IMAGE_SCAN,
            all,
            scan -> new ScanReview(scan, statements::ruling).reviewed());
    return new Joined(
        Reviews.each(EvidenceKinds.IMAGE_VEX, reviewed, statements::withUse), statements.unused());
  }
}
