package dev.seaworthy.engine.evidence;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was asked for, what came, and what was left aside: the population behind a verdict.
 *
 * @param requested the paths the user named, in that order, then the clusters
 * @param filesFound files under those paths, and lists that clusters were asked for
 * @param filesRead files that were opened and understood, at least in part, and lists that came
 *     whole
 * @param documents documents (YAML or JSON objects, PEM files, scan reports) read
 * @param skipped files, or parts of clusters, left aside on purpose, with the reason, in path order
 */
public record Coverage(
    List<String> requested, int filesFound, int filesRead, int documents, List<Skipped> skipped) {
  /**
   * A file that is no evidence by its nature.
   *
   * @param file as in {@link Source#file}
   * @param reason why, for people
   */
  public record Skipped(String file, String reason) {
    Map<String, Object> toTree() {
      return Map.of("file", file, "reason", reason);
    }
  }

  public Coverage {
    requested = List.copyOf(requested);
    skipped = List.copyOf(skipped);
  }

  public Map<String, Object> toTree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("requested", requested);
    tree.put("filesFound", filesFound);
    tree.put("filesRead", filesRead);
    tree.put("documents", documents);
    tree.put("skipped", skipped.stream().map(Skipped::toTree).toList());
    return tree;
  }
}
