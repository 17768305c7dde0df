package dev.seaworthy.collectors.image;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The components of a CycloneDX document by their {@code bom-ref}, and what it is a bill of. */
final class BomComponents {
  /** {@code urn:cdx:serial/version#bom-ref}, which names a component of another document. */
  private static final String BOM_LINK = "urn:cdx:";

  private final ReportStream stream;
  private final Map<String, String> purls = new HashMap<>();
  private final Set<String> rootIds = new LinkedHashSet<>();
  private String rootRef = "";

  BomComponents(ReportStream stream) {
    this.stream = stream;
  }

  /** Reads the component, with those it is made of. */
  void read() throws IOException {
    String[] texts = {"", ""};
    stream.object(
        field -> {
          switch (field) {
            case "bom-ref" -> texts[0] = stream.text();
            case "purl" -> texts[1] = stream.text();
            case "components" -> stream.array(this::read);
            default -> {}
          }
        });
    if (!texts[0].isEmpty()) {
      purls.put(texts[0], texts[1]);
    }
  }

  /** Reads what the document is a bill of. */
  void readRoot() throws IOException {
    stream.object(
        field -> {
          switch (field) {
            case "bom-ref" -> rootRef = stream.text();
            case "purl" -> rootIds.add(stream.text());
            case "components" -> stream.array(this::read);
            default -> {}
          }
        });
  }

  /**
   * How others may name what the document is a bill of.
   *
   * @param serial of the document
   */
  List<String> rootIds(String serial) {
    List<String> ids = new ArrayList<>(rootIds);
    ids.add(serial);
    return List.copyOf(ids);
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
