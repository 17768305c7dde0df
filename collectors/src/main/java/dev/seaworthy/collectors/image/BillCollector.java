package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads bills of materials: SPDX in its three forms, and CycloneDX as XML. */
public final class BillCollector implements Collector {
  private static final Pattern TAGS = Pattern.compile("^SPDXVersion:", Pattern.MULTILINE);

  @Override
  public String name() {
    return ScanSource.COLLECTOR;
  }

  @Override
  public boolean recognises(Document document) {
    if (document instanceof Document.Streamed streamed) {
      return isSpdx(streamed.topLevelKeys()) || isGraph(streamed.topLevelKeys());
    }
    if (document instanceof Document.Raw raw) {
      return raw.head().contains(CycloneDxXmlReader.NAMESPACE);
    }
    return document instanceof Document.Text text && TAGS.matcher(text.text()).find();
  }

  private static boolean isSpdx(Set<String> keys) {
    return keys.contains("spdxVersion");
  }

  private static boolean isGraph(Set<String> keys) {
    return keys.containsAll(List.of("@context", "@graph"));
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    List<Observation> read = read(document);
    return hints.baseline() ? ofBaseline(read) : read;
  }

  /** Bills of the release before, which are compared with; its statements excuse nothing now. */
  static List<Observation> ofBaseline(List<Observation> read) {
    List<Observation> bills =
        read.stream()
            .filter(
                one ->
                    !(one instanceof Evidence statement
                        && statement.kind().equals(EvidenceKinds.IMAGE_VEX)))
            .toList();
    return Reviews.each(EvidenceKinds.IMAGE_SBOM, bills, BillCollector::marked);
  }

  private static Evidence marked(Evidence bill) {
    ObjectNode content = (ObjectNode) bill.content().node();
    return bill.saying(content.put("baseline", true));
  }

  private static List<Observation> read(Document document) {
    if (document instanceof Document.Text text) {
      return SpdxTagReader.collect(text.file().name(), text.text());
    }
    if (document instanceof Document.Raw raw) {
      return CycloneDxXmlReader.collect(raw.file());
    }
    Set<String> keys = ((Document.Streamed) document).topLevelKeys();
    return isSpdx(keys)
        ? ScanFile.collect(document.file(), SpdxDocument.FORM, SpdxReader::new)
        : ScanFile.collect(document.file(), SpdxDocument.FORM, SpdxGraphReader::new);
  }
}
