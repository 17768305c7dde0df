package dev.seaworthy.collectors.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code product_tree} of a CSAF document (CSAF 2.0, section 3.2.2). */
final class CsafProducts {
  /** One product as part of another, or installed on it. */
  private record Relation(String part, String whole) {}

  private final ReportStream stream;
  private final Map<String, List<String>> names = new HashMap<>();
  private final Map<String, Relation> relations = new HashMap<>();
  private final Map<String, List<String>> groups = new HashMap<>();

  CsafProducts(ReportStream stream) {
    this.stream = stream;
  }

  /** Reads the tree that the stream stands at. */
  void read() throws IOException {
    stream.object(this::field);
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "branches" -> stream.array(() -> stream.object(this::branch));
      case "full_product_names" -> stream.array(this::product);
      case "relationships" -> stream.array(this::relation);
      case "product_groups" -> stream.array(this::group);
      default -> {}
    }
  }

  private void branch(String field) throws IOException {
    if (field.equals("branches")) {
      stream.array(() -> stream.object(this::branch));
    } else if (field.equals("product")) {
      product();
    }
  }

  private String product() throws IOException {
    String[] id = {""};
    List<String> ids = new ArrayList<>();
    stream.object(
        field -> {
          if (field.equals("product_id")) {
            id[0] = stream.text();
          } else if (field.equals("product_identification_helper")) {
            stream.object(inner -> helper(inner, ids));
          }
        });
    if (id[0].isEmpty()) {
      throw stream.invalid("has no `product_id`");
    }
    names.put(id[0], List.copyOf(ids));
    return id[0];
  }

  private void helper(String field, List<String> ids) throws IOException {
    switch (field) {
      case "purl" -> ids.add(stream.text());
      case "purls" -> ids.addAll(stream.texts());
      case "hashes" ->
          stream.array(
              () ->
                  stream.object(
                      inner -> {
                        if (inner.equals("file_hashes")) {
                          stream.array(() -> hash(ids));
                        }
                      }));
      default -> {}
    }
  }

  private void hash(List<String> ids) throws IOException {
    Map<String, String> hash = new HashMap<>();
    stream.object(field -> hash.put(field, stream.text()));
    if (hash.getOrDefault("algorithm", "").equals("sha256")) {
      ids.add("sha256:" + hash.getOrDefault("value", ""));
    }
  }

  private void relation() throws IOException {
    String[] part = {"", "", ""};
    stream.object(
        field -> {
          switch (field) {
            case "product_reference" -> part[0] = stream.text();
            case "relates_to_product_reference" -> part[1] = stream.text();
            case "full_product_name" -> part[2] = product();
            default -> {}
          }
        });
    if (part[0].isEmpty() || part[1].isEmpty() || part[2].isEmpty()) {
      throw stream.invalid("does not name both products and their combination");
    }
    relations.put(part[2], new Relation(part[0], part[1]));
  }

  private void group() throws IOException {
    String[] id = {""};
    List<String> members = new ArrayList<>();
    stream.object(
        field -> {
          if (field.equals("group_id")) {
            id[0] = stream.text();
          } else if (field.equals("product_ids")) {
            members.addAll(stream.texts());
          }
        });
    groups.put(id[0], members);
  }

  /** The products of some ids and groups. */
  Set<String> members(List<String> products, List<String> groupIds) {
    Set<String> all = new LinkedHashSet<>(products);
    groupIds.forEach(group -> all.addAll(groups.getOrDefault(group, List.of())));
    return all;
  }

  boolean has(String product) {
    return names.containsKey(product);
  }

  /** A product as statements name it: by what is known of it outside, else by its id. */
  VexProduct product(String id) {
    Relation relation = relations.get(id);
    return relation == null
        ? VexProduct.of(namesOf(id))
        : VexProduct.of(namesOf(relation.whole())).within(List.of(namesOf(relation.part())));
  }

  private List<String> namesOf(String id) {
    List<String> known = names.getOrDefault(id, List.of());
    return known.isEmpty() ? List.of(id) : known;
  }
}
