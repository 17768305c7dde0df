package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a CycloneDX document, 1.4 to 1.6: its components, and its analyses (VEX). */
final class CycloneDxReader implements ScanReader {
  static final ReportForm FORM =
      new ReportForm(
          "CycloneDX document", "INVALID_BOM", "make the document again, or mend what is named");

  private final ReportStream stream;
  private final VexDocument document = new VexDocument("cyclonedx");
  private final BomComponents components;
  private final List<BomAnalysis> analyses = new ArrayList<>();
  private final Map<String, Tree.Mark> marks = new LinkedHashMap<>();
  private final Bill bill = new Bill("cyclonedx");
  private String serial = "";

  CycloneDxReader(ReportStream stream) {
    this.stream = stream;
    this.components = new BomComponents(stream);
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
      case "serialNumber" -> serial = stream.text();
      case "specVersion" -> bill.says(field, stream.text());
      case "metadata" -> stream.object(this::metadata);
      case "components" -> stream.array(components::read);
      case "vulnerabilities" -> stream.array(this::vulnerability);
      default -> {}
    }
  }

  private void metadata(String field) throws IOException {
    switch (field) {
      case "timestamp" -> ScanTime.epochSeconds(stream).ifPresent(this::made);
      case "component" -> components.readRoot();
      case "authors" -> stream.array(() -> stream.object(this::author));
      case "supplier", "manufacturer" -> stream.object(this::author);
      default -> {}
    }
  }

  private void made(long seconds) {
    document.made(seconds);
    bill.made(seconds);
  }

  private void author(String field) throws IOException {
    if (field.equals("name")) {
      document.says("author", stream.text());
    }
  }

  private void vulnerability() throws IOException {
    BomAnalysis analysis = new BomAnalysis(stream);
    analysis.read();
    if (analysis.isAny()) {
      analyses.add(analysis);
    }
  }

  /** What the document says it is a bill of. */
  BillRoot root() {
    return components.root();
  }

  @Override
  public List<Observation> observations(ScanSource source) {
    document.id(serial);
    List<String> own = components.root().ids(serial, source);
    analyses.forEach(one -> document.add(one.statement(components, own)));
    List<Observation> all = new ArrayList<>();
    if (marks.containsKey("components")) {
      all.add(bill.evidence(source, components.root(), own, components.components(), marks));
    }
    if (!document.isEmpty()) {
      all.add(document.evidence(source, marks));
    }
    return all;
  }
}
