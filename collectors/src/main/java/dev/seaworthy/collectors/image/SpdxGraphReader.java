package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Instants;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an SPDX document of version 3 as JSON-LD in its canonical form: a flat list of elements
 * that name each other, licenses as elements of their own, bound by relationships.
 */
final class SpdxGraphReader implements ScanReader {
  private final ReportStream stream;
  private final SpdxDocument document = new SpdxDocument();
  private final Map<String, Tree.Mark> marks = new LinkedHashMap<>();
  private final Map<String, SpdxPackage> packages = new LinkedHashMap<>();
  private final Map<String, String> licenses = new HashMap<>();
  private final List<Element> bindings = new ArrayList<>();
  private final List<String> roots = new ArrayList<>();
  private boolean isSpdx;

  /** The keys of an element that say something here. */
  private static final class Element {
    private final Map<String, String> texts = new HashMap<>();
    private final List<String> to = new ArrayList<>();
    private final List<String> roots = new ArrayList<>();
    private String purl = "";

    String text(String key) {
      return texts.getOrDefault(key, "");
    }
  }

  SpdxGraphReader(ReportStream stream) {
    this.stream = stream;
  }

  @Override
  public void read() throws IOException {
    marks.put("", stream.mark());
    stream.requireObject();
    stream.object(
        field -> {
          marks.put(field, stream.mark());
          if (field.equals("@graph")) {
            stream.array(this::element);
          } else if (field.equals("@context")) {
            context();
          }
        });
    if (!isSpdx) {
      throw stream.invalid(
          "is linked data of another kind: its context is not SPDX's of version 3");
    }
  }

  /** Other documents are lists of linked data, too. */
  private void context() throws IOException {
    if (stream.atText()) {
      isSpdx |= stream.text().contains("spdx.org/rdf/3");
    } else if (stream.atArray()) {
      stream.array(() -> isSpdx |= stream.atText() && stream.text().contains("spdx.org/rdf/3"));
    }
  }

  private void element() throws IOException {
    Element one = new Element();
    stream.object(field -> field(field, one));
    String id = one.text("spdxId").isEmpty() ? one.text("@id") : one.text("spdxId");
    switch (one.text("type")) {
      case "software_Package" -> {
        if (stream.keeps()) {
          packages.put(id, packageOf(one));
        }
      }
      case "CreationInfo" -> created(one);
      case "SpdxDocument" -> {
        document.named(one.text("name"));
        document.serial(id);
        roots.addAll(one.roots);
      }
      // A document is about its bill, and the bill about a package.
      case "software_Sbom", "Bom", "Bundle" -> roots.addAll(one.roots);
      case "simplelicensing_LicenseExpression" ->
          licenses.put(id, one.text("simplelicensing_licenseExpression"));
      case "Relationship", "LifecycleScopedRelationship" -> {
        if (one.text("relationshipType").endsWith("License")) {
          bindings.add(one);
        }
      }
      default -> {
        if (!one.text("simplelicensing_licenseExpression").isEmpty()) {
          licenses.put(id, one.text("simplelicensing_licenseExpression"));
        } else if (one.text("type").contains("License")) {
          licenses.put(id, id.substring(id.lastIndexOf('/') + 1));
        }
      }
    }
  }

  private void field(String field, Element one) throws IOException {
    switch (field) {
      case "to" -> one.to.addAll(stream.texts());
      case "rootElement" -> one.roots.addAll(stream.texts());
      case "externalIdentifier" -> stream.array(() -> identifier(one));
      case "type",
          "spdxId",
          "@id",
          "name",
          "created",
          "specVersion",
          "from",
          "relationshipType",
          "software_packageVersion",
          "software_packageUrl",
          "software_primaryPurpose",
          "simplelicensing_licenseExpression" ->
          one.texts.put(field, stream.text());
      default -> {}
    }
  }

  private void identifier(Element one) throws IOException {
    Map<String, String> texts = stream.textsOf("externalIdentifierType", "identifier");
    if ("packageUrl".equalsIgnoreCase(texts.get("externalIdentifierType"))) {
      one.purl = texts.getOrDefault("identifier", "");
    }
  }

  private SpdxPackage packageOf(Element one) throws IOException {
    if (one.text("name").isEmpty()) {
      throw stream.invalid("has no `name`");
    }
    SpdxPackage made = new SpdxPackage();
    made.says("name", one.text("name"));
    made.says("version", one.text("software_packageVersion"));
    made.says("type", one.text("software_primaryPurpose").toLowerCase(Locale.ROOT));
    String purl = one.text("software_packageUrl");
    made.purl(purl.isEmpty() ? one.purl : purl);
    return made;
  }

  private void created(Element one) throws IOException {
    document.bill().says("specVersion", one.text("specVersion"));
    Optional<Instant> created = Instants.time(one.text("created"));
    if (created.isEmpty()) {
      throw stream.invalid("has no time in `created`");
    }
    document.bill().made(created.get().getEpochSecond());
  }

  @Override
  public List<Observation> observations(ScanSource source) {
    if (!isSpdx) {
      return List.of();
    }
    for (Element binding : bindings) {
      SpdxPackage bound = packages.get(binding.text("from"));
      if (bound != null) {
        String expression = all(binding.to);
        if (binding.text("relationshipType").equals("hasConcludedLicense")) {
          bound.concluded(expression);
        } else {
          bound.declared(expression);
        }
      }
    }
    packages.forEach(document::add);
    roots.stream().filter(packages::containsKey).forEach(document::describes);
    return List.of(document.evidence(source, marks));
  }

  /** Licenses that are bound together all hold. */
  private String all(List<String> ids) {
    List<String> told =
        ids.stream()
            .map(id -> licenses.getOrDefault(id, id.substring(id.lastIndexOf('/') + 1)))
            .map(
                text ->
                    text.endsWith("NoAssertionLicense") || text.endsWith("NoneLicense") ? "" : text)
            .filter(text -> !LicenseExpression.saysNothing(text))
            .toList();
    return told.size() == 1
        ? told.get(0)
        : told.isEmpty() ? "" : "(" + String.join(") AND (", told) + ")";
  }
}
