package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a CSAF 2.0 document, of profile VEX or of another that has product statuses. */
final class CsafReader implements ScanReader {
  static final ReportForm FORM = ReportForm.vex("CSAF document");

  private final ReportStream stream;
  private final VexDocument document = new VexDocument("csaf");
  private final CsafProducts products;
  private final List<CsafVulnerability> vulnerabilities = new ArrayList<>();
  private final Map<String, Tree.Mark> marks = new LinkedHashMap<>();

  CsafReader(ReportStream stream) {
    this.stream = stream;
    this.products = new CsafProducts(stream);
  }

  @Override
  public void read() throws IOException {
    marks.put("", stream.mark());
    stream.requireObject();
    try {
      stream.object(this::field);
    } finally {
      for (CsafVulnerability one : vulnerabilities) {
        stream.faults().attempt(() -> one.into(document, products));
      }
    }
  }

  private void field(String field) throws IOException {
    marks.put(field, stream.mark());
    switch (field) {
      case "document" -> stream.object(this::document);
      case "product_tree" -> products.read();
      case "vulnerabilities" ->
          stream.array(() -> vulnerabilities.add(new CsafVulnerability(stream).read()));
      default -> {}
    }
  }

  private void document(String field) throws IOException {
    switch (field) {
      case "category" -> document.says("category", stream.text());
      case "publisher" -> stream.object(this::publisher);
      case "tracking" -> stream.object(this::tracking);
      default -> {}
    }
  }

  private void publisher(String field) throws IOException {
    if (field.equals("name")) {
      document.says("author", stream.text());
    }
  }

  private void tracking(String field) throws IOException {
    switch (field) {
      case "id" -> document.id(stream.text());
      case "version" -> document.says("version", stream.text());
      case "current_release_date" -> ScanTime.epochSeconds(stream).ifPresent(document::made);
      default -> {}
    }
  }

  @Override
  public List<Observation> observations(ScanSource source) {
    return document.observations(source, marks);
  }
}
