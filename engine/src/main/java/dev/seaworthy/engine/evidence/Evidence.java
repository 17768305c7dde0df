package dev.seaworthy.engine.evidence;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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

  /** What was seen, among {@code observations}; in their order. */
  public static Stream<Evidence> in(Collection<? extends Observation> observations) {
    return observations.stream().filter(Evidence.class::isInstance).map(Evidence.class::cast);
  }

  /** The evidence of one kind among {@code observations}; in the order of {@link #ORDER}. */
  public static List<Evidence> ofKind(String kind, Collection<? extends Observation> observations) {
    return in(observations).filter(one -> one.kind().equals(kind)).sorted(ORDER).toList();
  }

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
