package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads an SPDX document, 2.2 or 2.3, as JSON. */
final class SpdxReader implements ScanReader {
  private final ReportStream stream;
  private final SpdxDocument document = new SpdxDocument();
  private final Map<String, Tree.Mark> marks = new LinkedHashMap<>();

  SpdxReader(ReportStream stream) {
    this.stream = stream;
  }

  @Override
  public void read() throws IOException {
    marks.put("", stream.mark());
    stream.requireObject();
    stream.object(this::field);
  }

  private void field(String field) throws IOException {
    marks.put(field, stream.mark());
    switch (field) {
      case "spdxVersion" ->
          document.bill().says("specVersion", stream.text().replaceFirst("^SPDX-", ""));
      case "name" -> document.named(stream.text());
      case "documentNamespace" -> document.serial(stream.text());
      case "creationInfo" -> stream.object(this::creation);
      case "documentDescribes" -> stream.texts().forEach(document::describes);
      case "packages" -> stream.array(this::packageEntry);
      case "relationships" -> stream.array(this::relationship);
      case "hasExtractedLicensingInfos" -> stream.array(this::extracted);
      default -> {}
    }
  }

  private void creation(String field) throws IOException {
    if (field.equals("created")) {
      ScanTime.epochSeconds(stream).ifPresent(document.bill()::made);
    }
  }

  private void packageEntry() throws IOException {
    SpdxPackage one = new SpdxPackage();
    String[] id = {""};
    stream.object(
        field -> {
          switch (field) {
            case "SPDXID" -> id[0] = stream.text();
            case "name" -> one.says("name", stream.text());
            case "versionInfo" -> one.says("version", stream.text());
            case "primaryPackagePurpose" ->
                one.says("type", stream.text().toLowerCase(Locale.ROOT));
            case "licenseConcluded" -> one.concluded(stream.text());
            case "licenseDeclared" -> one.declared(stream.text());
            case "externalRefs" -> stream.array(() -> reference(one));
            case "annotations" -> stream.array(() -> annotation(one));
            case "attributionTexts" -> stream.texts().forEach(one::note);
            default -> {}
          }
        });
    if (one.name().isEmpty()) {
      throw stream.invalid("has no `name`");
    }
    if (stream.keeps()) {
      document.add(id[0], one);
    }
  }

  private void reference(SpdxPackage one) throws IOException {
    Map<String, String> texts = stream.textsOf("referenceType", "referenceLocator");
    if ("purl".equals(texts.get("referenceType"))) {
      one.purl(texts.getOrDefault("referenceLocator", ""));
    }
  }

  private void annotation(SpdxPackage one) throws IOException {
    one.note(stream.textsOf("comment").getOrDefault("comment", ""));
  }

  private void relationship() throws IOException {
    Map<String, String> texts =
        stream.textsOf("spdxElementId", "relatedSpdxElement", "relationshipType");
    document.relates(
        texts.getOrDefault("spdxElementId", ""),
        texts.getOrDefault("relationshipType", ""),
        texts.getOrDefault("relatedSpdxElement", ""));
  }

  private void extracted() throws IOException {
    Map<String, String> texts = stream.textsOf("licenseId", "name");
    document.bill().refers(texts.getOrDefault("licenseId", ""), texts.getOrDefault("name", ""));
  }

  @Override
  public List<Observation> observations(ScanSource source) {
    return List.of(document.evidence(source, marks));
  }
}
