package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Subject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A bill of materials, in whatever form it was written: the content of its evidence. */
final class Bill {
  private final Map<String, Object> head = new LinkedHashMap<>();
  private final Map<String, String> references = new HashMap<>();

  /** A bill of the form that {@code format} names. */
  Bill(String format) {
    head.put("format", format);
  }

  /** What the document says of itself, such as {@code specVersion}. */
  void says(String key, String value) {
    TrivyReport.putIfAny(head, key, value);
  }

  void made(long seconds) {
    head.put("timestamp", seconds);
  }

  /** What a license is called that the document refers to. */
  void refers(String reference, String name) {
    references.put(reference, name);
  }

  /**
   * A component.
   *
   * @param texts {@code group}, {@code name}, {@code version}, {@code type} and {@code purl}, those
   *     that are known
   * @param licenses all of which hold
   */
  static Map<String, Object> component(Map<String, String> texts, List<String> licenses) {
    Map<String, Object> component = new LinkedHashMap<>();
    String group = texts.getOrDefault("group", "");
    String name = texts.getOrDefault("name", "");
    component.put("name", group.isEmpty() ? name : group + "/" + name);
    for (String key : List.of("version", "type", "purl")) {
      TrivyReport.putIfAny(component, key, texts.getOrDefault(key, ""));
    }
    List<String> told =
        licenses.stream().filter(text -> !LicenseExpression.saysNothing(text)).toList();
    if (!told.isEmpty()) {
      component.put("licenses", told);
    }
    return component;
  }

  /** The evidence of a bill with these components. */
  Observation evidence(
      ScanSource source,
      BillRoot root,
      List<String> ids,
      List<Map<String, Object>> components,
      Map<String, Tree.Mark> marks) {
    return source.evidence(
        EvidenceKinds.IMAGE_SBOM,
        Subject.of("Sbom", root.name().isBlank() ? source.file() : root.name()),
        content(root, ids, components),
        marks);
  }

  Map<String, Object> content(
      BillRoot root, List<String> ids, List<Map<String, Object>> components) {
    Map<String, Object> content = new LinkedHashMap<>(head);
    TrivyReport.putIfAny(content, "name", root.name());
    content.put("ids", ids);
    root.toTree().ifPresent(image -> content.put("image", image));
    content.put("components", components);
    List<Map<String, Object>> terms = LicenseTerms.of(texts(components), references);
    if (!terms.isEmpty()) {
      content.put("terms", terms);
    }
    content.put("counts", Map.of("components", components.size()));
    return content;
  }

  private static Set<String> texts(List<Map<String, Object>> components) {
    Set<String> texts = new LinkedHashSet<>();
    for (Map<String, Object> component : components) {
      if (component.get("licenses") instanceof List<?> licenses) {
        licenses.forEach(one -> texts.add(String.valueOf(one)));
      }
    }
    return texts;
  }
}
