package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * One entry of an ignore file.
 *
 * @param section {@code vulnerabilities}, {@code misconfigurations}, {@code secrets} or {@code
 *     licenses}; empty where the file has no sections
 * @param paths globs of targets or package paths; empty for any
 * @param purls of packages; empty for any
 * @param until seconds since 1970 at which it stops to count, or {@link #FOREVER}
 * @param statement why; may be empty
 */
record IgnoreEntry(
    String section,
    String id,
    List<String> paths,
    List<String> purls,
    long until,
    String statement) {
  static final long FOREVER = Long.MAX_VALUE;

  IgnoreEntry {
    paths = List.copyOf(paths);
    purls = List.copyOf(purls);
  }

  boolean isForVulnerabilities() {
    return section.isEmpty() || section.equals("vulnerabilities");
  }

  /** Trivy holds an entry for expired right after that moment. */
  boolean isExpired(long nowSeconds) {
    return until < nowSeconds;
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    TrivyReport.putIfAny(tree, "section", section);
    tree.put("id", id);
    if (!paths.isEmpty()) {
      tree.put("paths", paths);
    }
    if (!purls.isEmpty()) {
      tree.put("purls", purls);
    }
    if (until != FOREVER) {
      tree.put("expiredAt", until);
    }
    TrivyReport.putIfAny(tree, "statement", statement);
    return tree;
  }

  /** Reads {@link #toTree} back. */
  static IgnoreEntry fromTree(JsonNode tree) {
    return new IgnoreEntry(
        tree.path("section").asText(),
        tree.path("id").asText(),
        VexProduct.texts(tree.path("paths")),
        VexProduct.texts(tree.path("purls")),
        tree.path("expiredAt").asLong(FOREVER),
        tree.path("statement").asText());
  }

  /** Whether it is about a vulnerability, as evidence has it, wherever that was found. */
  boolean isAbout(JsonNode vulnerability) {
    return id.equals(vulnerability.path("id").asText())
        && (purls.isEmpty() || isPackage(vulnerability.path("purl").asText()))
        && (paths.isEmpty() || isPath(vulnerability));
  }

  private boolean isPackage(String purl) {
    Optional<PackageUrl> found = PackageUrl.of(purl);
    return found.isPresent()
        && purls.stream()
            .flatMap(one -> PackageUrl.of(one).stream())
            .anyMatch(one -> one.covers(found.get()));
  }

  /** One entry of the evidence may stand for several targets: all of them must be ignored. */
  private boolean isPath(JsonNode vulnerability) {
    return matches(vulnerability.path("path").asText())
        || vulnerability.path("targets").valueStream().allMatch(one -> matches(one.asText()));
  }

  private boolean matches(String path) {
    return !path.isEmpty()
        && paths.stream()
            .flatMap(glob -> Stream.of(glob, glob.replaceFirst("^\\*\\*/", "")))
            .anyMatch(glob -> matches(glob, path));
  }

  private static boolean matches(String glob, String path) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(path));
    } catch (PatternSyntaxException | InvalidPathException e) {
      return false;
    }
  }
}
