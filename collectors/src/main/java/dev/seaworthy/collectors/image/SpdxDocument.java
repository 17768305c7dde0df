package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was read of one SPDX document so far, in whatever form it is written. */
final class SpdxDocument {
  static final ReportForm FORM =
      new ReportForm(
          "SPDX document", "INVALID_BOM", "make the document again, or mend what is named");

  /** What relations begin at that say what the document is about. */
  private static final String DOCUMENT = "SPDXRef-DOCUMENT";

  private final Bill bill = new Bill("spdx");
  private final Map<String, SpdxPackage> packages = new LinkedHashMap<>();
  private final Set<String> described = new LinkedHashSet<>();
  private String name = "";
  private String serial = "";

  Bill bill() {
    return bill;
  }

  void named(String told) {
    name = told;
  }

  void serial(String told) {
    serial = told;
  }

  /** A package by its identifier; one that names none is kept by its place. */
  void add(String id, SpdxPackage one) {
    packages.put(packages.containsKey(id) || id.isEmpty() ? "#" + packages.size() : id, one);
  }

  /** A relationship between two elements; it matters where it says what the document is about. */
  void relates(String from, String type, String to) {
    if (type.equals("DESCRIBES") && from.equals(DOCUMENT)) {
      describes(to);
    } else if (type.equals("DESCRIBED_BY") && to.equals(DOCUMENT)) {
      describes(from);
    }
  }

  void describes(String id) {
    described.add(id);
  }

  /** A document may be about one package, made of the others, or about many. */
  Observation evidence(ScanSource source, Map<String, Tree.Mark> marks) {
    BillRoot root = new BillRoot();
    root.named(name);
    List<Map<String, Object>> components = new ArrayList<>();
    String only = described.size() == 1 ? described.iterator().next() : "";
    packages.forEach(
        (id, one) -> {
          if (id.equals(only)) {
            one.describe(root);
          } else {
            components.add(one.component());
          }
        });
    return bill.evidence(source, root, root.ids(serial, source), components, marks);
  }
}
