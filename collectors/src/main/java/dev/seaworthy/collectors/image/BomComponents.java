package dev.seaworthy.collectors.image;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The components of a CycloneDX document by their {@code bom-ref}, and what it is a bill of. */
final class BomComponents {
  /** {@code urn:cdx:serial/version#bom-ref}, which names a component of another document. */
  private static final String BOM_LINK = "urn:cdx:";

  private final ReportStream stream;
  private final Map<String, String> purls = new HashMap<>();
  private final List<Map<String, Object>> components = new ArrayList<>();
  private final BillRoot root = new BillRoot();
  private String rootRef = "";

  BomComponents(ReportStream stream) {
    this.stream = stream;
  }

  /** Reads the component, with those it is made of. */
  void read() throws IOException {
    Map<String, String> texts = new HashMap<>();
    List<String> licenses = new ArrayList<>();
    stream.object(
        field -> {
          switch (field) {
            case "bom-ref", "purl", "name", "group", "version", "type" ->
                texts.put(field, stream.text());
            case "licenses" -> stream.array(() -> stream.object(key -> license(key, licenses)));
            case "components" -> stream.array(this::read);
            default -> {}
          }
        });
    if (texts.getOrDefault("name", "").isEmpty()) {
      throw stream.invalid("has no `name`");
    }
    if (texts.containsKey("bom-ref") && stream.fits(purls.size())) {
      purls.put(texts.get("bom-ref"), texts.getOrDefault("purl", ""));
    }
    if (stream.keeps()) {
      components.add(Bill.component(texts, stream.same(List.copyOf(licenses))));
    }
  }

  /** A license is chosen by an SPDX id, a name, or an expression of several. */
  private void license(String field, List<String> licenses) throws IOException {
    if (field.equals("expression")) {
      licenses.add(stream.text());
    } else if (field.equals("license")) {
      stream.object(
          key -> {
            if (key.equals("id") || key.equals("name")) {
              licenses.add(stream.text());
            }
          });
    }
  }

  /** All components, in the document's order, those that others are made of first. */
  List<Map<String, Object>> components() {
    return components;
  }

  /** Reads what the document is a bill of. */
  void readRoot() throws IOException {
    stream.object(
        field -> {
          switch (field) {
            case "bom-ref" -> rootRef = stream.text();
            case "name" -> root.named(stream.text());
            case "type" -> root.type(stream.text());
            case "version" -> root.version(stream.text());
            case "purl" -> root.purl(stream.text());
            case "properties" -> stream.array(this::property);
            case "components" -> stream.array(this::read);
            default -> {}
          }
        });
  }

  private void property() throws IOException {
    Map<String, String> texts = stream.textsOf("name", "value");
    root.note(texts.getOrDefault("name", ""), texts.getOrDefault("value", ""));
  }

  /** What the document says it is a bill of. */
  BillRoot root() {
    return root;
  }

  /**
   * What {@code affects} names: a component of this document, the root, a component of another, or
   * a package.
   *
   * @param own the names of the root
   */
  VexProduct product(String ref, List<String> own) {
    if (ref.equals(rootRef)) {
      return VexProduct.of(own);
    }
    String purl = purls.get(ref);
    if (purl != null) {
      return VexProduct.of(own).within(List.of(List.of(purl.isEmpty() ? ref : purl)));
    }
    return ref.startsWith(BOM_LINK) ? linked(ref) : VexProduct.of(List.of(ref));
  }

  private static VexProduct linked(String ref) {
    int hash = ref.indexOf('#');
    String document = ref.substring(BOM_LINK.length(), hash < 0 ? ref.length() : hash);
    int slash = document.indexOf('/');
    String serial = "urn:uuid:" + (slash < 0 ? document : document.substring(0, slash));
    VexProduct whole = VexProduct.of(List.of(serial));
    return hash < 0 ? whole : whole.within(List.of(List.of(decoded(ref.substring(hash + 1)))));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
