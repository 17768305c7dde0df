package dev.seaworthy.engine.evidence;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * One observed fact about a release, neutral of any policy.
 *
 * @param kind which schema {@code content} follows: {@code kubernetes/workload}, {@code
 *     image/scan}…
 * @param subject what it is about
 * @param source where it was read
 * @param content the fact itself; holds no secret in clear
 * @param locations where each path of the source document stands
 */
public record Evidence(
    String kind, Subject subject, Source source, CanonicalJson content, Locations locations)
    implements Observation {
  /** The order in which evidence is judged and listed, whatever order it was read in. */
  public static final Comparator<Evidence> ORDER =
      Comparator.comparing(Evidence::kind)
          .thenComparing(Evidence::subject)
          .thenComparing(Evidence::source)
          .thenComparing(Evidence::digest);

  /** The SHA-256 of the canonical content. */
  public Digest digest() {
    return content.digest();
  }

  /**
   * The same evidence with other content, such as what only other evidence could tell.
   *
   * @throws dev.seaworthy.engine.json.NotCanonicalException if it has no canonical form
   */
  public Evidence saying(Object other) {
    return new Evidence(kind, subject, source, CanonicalJson.of(other), locations);
  }

  /** A value tree for canonical JSON, content included. */
  public Map<String, Object> toTree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("kind", kind);
    tree.put("subject", subject.toTree());
    tree.put("source", source.toTree());
    tree.put("content", content);
    tree.put("digest", digest().toString());
    return tree;
  }
}
