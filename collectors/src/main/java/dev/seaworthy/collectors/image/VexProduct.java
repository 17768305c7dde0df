package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a VEX statement is about.
 *
 * @param ids names of one product, any of which is enough: package URLs, digests
 * @param versions of it that the statement is limited to; empty for no limit
 * @param subcomponents the parts of the product that the statement is limited to, each by its
 *     names; empty for no limit
 */
record VexProduct(List<String> ids, List<String> versions, List<List<String>> subcomponents) {
  VexProduct {
    ids = List.copyOf(ids);
    versions = List.copyOf(versions);
    subcomponents = List.copyOf(subcomponents);
  }

  static VexProduct of(List<String> ids) {
    return new VexProduct(ids, List.of(), List.of());
  }

  VexProduct within(List<List<String>> parts) {
    return new VexProduct(ids, versions, parts);
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("ids", ids);
    if (!versions.isEmpty()) {
      tree.put("versions", versions);
    }
    if (!subcomponents.isEmpty()) {
      tree.put("subcomponents", subcomponents);
    }
    return tree;
  }

  static VexProduct fromTree(JsonNode tree) {
    return new VexProduct(
        texts(tree.path("ids")),
        texts(tree.path("versions")),
        tree.path("subcomponents").valueStream().map(VexProduct::texts).toList());
  }

  static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  /** Whether the statement is about a package of an artifact. */
  boolean isAbout(ScannedPackage found) {
    boolean whole = ids.stream().anyMatch(found::isIn);
    boolean named = ids.stream().anyMatch(found::isNamed);
    boolean version =
        versions.isEmpty() || (!found.version().isEmpty() && versions.contains(found.version()));
    return subcomponents.isEmpty()
        ? (whole && versions.isEmpty()) || (named && version)
        : (whole || named) && version && isPart(found);
  }

  private boolean isPart(ScannedPackage found) {
    return subcomponents.stream().anyMatch(names -> names.stream().anyMatch(found::isNamed));
  }

  /** For people. */
  @Override
  public String toString() {
    String name = ids.isEmpty() ? "?" : ids.get(0);
    return subcomponents.isEmpty() ? name : name + " with " + subcomponents.get(0);
  }
}
