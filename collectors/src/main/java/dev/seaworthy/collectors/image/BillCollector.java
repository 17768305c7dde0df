package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    return read.stream()
        .filter(
            one -> !(one instanceof Evidence statement && is(statement, EvidenceKinds.IMAGE_VEX)))
        .map(
            one ->
                one instanceof Evidence bill && is(bill, EvidenceKinds.IMAGE_SBOM)
                    ? marked(bill)
                    : one)
        .toList();
  }

  private static boolean is(Evidence evidence, String kind) {
    return evidence.kind().equals(kind);
  }

  private static Evidence marked(Evidence bill) {
    Map<String, Object> content = new LinkedHashMap<>();
    bill.content()
        .node()
        .properties()
        .forEach(field -> content.put(field.getKey(), field.getValue()));
    content.put("baseline", true);
    return new Evidence(
        bill.kind(), bill.subject(), bill.source(), CanonicalJson.of(content), bill.locations());
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
