package dev.seaworthy.collectors.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One package of an SPDX document, as its lines or keys come. */
final class SpdxPackage {
  private final Map<String, String> texts = new HashMap<>();
  private final List<String> notes = new ArrayList<>();
  private String concluded = "";
  private String declared = "";

  /** {@code name}, {@code version}, {@code type} or {@code purl}. */
  void says(String key, String value) {
    if (!value.equals("NOASSERTION")) {
      texts.put(key, value);
    }
  }

  /** The first package URL counts: further ones are other names of the same package. */
  void purl(String text) {
    texts.putIfAbsent("purl", text);
  }

  /** Of annotations and attributions; tools write there what SPDX has no place for. */
  void note(String text) {
    if (text.startsWith("Repo")) {
      notes.add(text);
    }
  }

  /** What who wrote the document found. */
  void concluded(String expression) {
    concluded = expression;
  }

  /** What the package's authors say. */
  void declared(String expression) {
    declared = expression;
  }

  String name() {
    return texts.getOrDefault("name", "");
  }

  Map<String, Object> component() {
    String license = LicenseExpression.saysNothing(concluded) ? declared : concluded;
    return Bill.component(texts, List.of(license));
  }

  /** The package as what the document is a bill of. */
  void describe(BillRoot root) {
    root.component(texts);
    notes.forEach(root::note);
  }
}
