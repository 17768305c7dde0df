package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One statement about one vulnerability.
 *
 * @param ids the vulnerability's name, then others it is known by
 * @param justification a word of the format's own list; empty where none is given
 * @param impact why the product is not affected, in words; empty where nothing is said
 * @param action what users of an affected product are to do; empty where nothing is said
 * @param at seconds since 1970, or {@link #UNDATED}
 */
record VexStatement(
    List<String> ids,
    List<VexProduct> products,
    VexStatus status,
    String justification,
    String impact,
    String action,
    long at) {
  /** Older than any. */
  static final long UNDATED = Long.MIN_VALUE;

  VexStatement {
    ids = List.copyOf(ids);
    products = List.copyOf(products);
  }

  /**
   * Whether it takes a vulnerability out of the count. OpenVEX asks a reason of {@code
   * not_affected}, CSAF an impact statement or flag: without it, it is an opinion.
   */
  boolean isHonoured() {
    return status == VexStatus.FIXED
        || (status == VexStatus.NOT_AFFECTED && !(justification.isEmpty() && impact.isEmpty()));
  }

  /** What it comes to: an opinion without a reason leaves the question open. */
  VexStatus effect() {
    return status == VexStatus.NOT_AFFECTED && !isHonoured()
        ? VexStatus.UNDER_INVESTIGATION
        : status;
  }

  /** What it says, and not of what. */
  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("status", status.word());
    tree.put("honoured", isHonoured());
    TrivyReport.putIfAny(tree, "justification", justification);
    TrivyReport.putIfAny(tree, "impact", impact);
    TrivyReport.putIfAny(tree, "action", action);
    if (at != UNDATED) {
      tree.put("timestamp", at);
    }
    return tree;
  }

  /** The whole of it. */
  Map<String, Object> toFullTree() {
    Map<String, Object> tree = toTree();
    tree.put("vulnerability", ids.get(0));
    if (ids.size() > 1) {
      tree.put("aliases", ids.subList(1, ids.size()));
    }
    tree.put("products", products.stream().map(VexProduct::toTree).toList());
    return tree;
  }

  /** Reads {@link #toFullTree} back. */
  static VexStatement fromTree(JsonNode tree) {
    List<String> ids = new ArrayList<>(List.of(tree.path("vulnerability").asText()));
    ids.addAll(VexProduct.texts(tree.path("aliases")));
    return new VexStatement(
        ids,
        tree.path("products").valueStream().map(VexProduct::fromTree).toList(),
        VexStatus.of(tree.path("status").asText()).orElseThrow(),
        tree.path("justification").asText(),
        tree.path("impact").asText(),
        tree.path("action").asText(),
        tree.path("timestamp").asLong(UNDATED));
  }
}
