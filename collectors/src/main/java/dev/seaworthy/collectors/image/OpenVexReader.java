package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an OpenVEX document, versions 0.0.1 and 0.2.0 of the specification, which differ in how
 * products and vulnerabilities are named.
 */
final class OpenVexReader implements ScanReader {
  static final ReportForm FORM = ReportForm.vex("OpenVEX document");

  private final ReportStream stream;
  private final VexDocument document = new VexDocument("openvex");
  private final Map<String, Tree.Mark> marks = new LinkedHashMap<>();

  OpenVexReader(ReportStream stream) {
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
      case "@context" -> requireContext();
      case "@id" -> document.id(stream.text());
      case "author", "role" -> document.says(field, stream.text());
      case "timestamp", "last_updated" -> ScanTime.epochSeconds(stream).ifPresent(document::made);
      case "statements" -> stream.array(() -> document.add(new OpenVexStatement(stream).read()));
      default -> {}
    }
  }

  private void requireContext() throws IOException {
    if (!stream.text().startsWith("https://openvex.dev/ns")) {
      throw stream.invalid("is not OpenVEX's");
    }
  }

  @Override
  public List<Observation> observations(ScanSource source) {
    return document.observations(source, marks);
  }
}
