package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which image is a platform of which index, through indexes within indexes. A digest is made of
 * what it names, so there are no cycles but those of files that lie; each index is gone through
 * once.
 */
final class IndexGraph {
  /**
   * One image that an index offers.
   *
   * @param tree as the evidence of the index that names it has it
   */
  record Offer(String digest, ImagePlatform platform, JsonNode tree) {}

  private final Map<String, JsonNode> indexes = new LinkedHashMap<>();
  private final Map<String, List<Offer>> offers = new LinkedHashMap<>();
  private final Map<String, Set<String>> holders = new TreeMap<>();

  private IndexGraph(List<Evidence> all) {
    all.forEach(
        one -> {
          JsonNode content = one.content().node();
          indexes.putIfAbsent(content.path("digest").asText(), content);
        });
    indexes.keySet().forEach(this::follow);
  }

  /** Of evidence of kind {@code image/index}. */
  static IndexGraph of(List<Evidence> indexes) {
    return new IndexGraph(indexes);
  }

  private void follow(String root) {
    List<Offer> found = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    List<String> open = new ArrayList<>(List.of(root));
    while (!open.isEmpty()) {
      String digest = open.remove(0);
      JsonNode index = indexes.get(digest);
      if (!seen.add(digest) || index == null) {
        continue;
      }
      for (JsonNode one : index.path("platforms")) {
        found.add(new Offer(one.path("digest").asText(), ImagePlatform.of(one), one));
      }
      index.path("indexes").forEach(nested -> open.add(nested.asText()));
    }
    offers.put(root, found);
    seen.remove(root);
    seen.forEach(nested -> hold(nested, root));
    found.forEach(offer -> hold(offer.digest(), root));
  }

  private void hold(String digest, String index) {
    holders.computeIfAbsent(digest, key -> new TreeSet<>()).add(index);
  }

  boolean isIndex(String digest) {
    return indexes.containsKey(digest);
  }

  /** All images that an index offers; none where the digest is of none. */
  List<Offer> offers(String index) {
    return offers.getOrDefault(index, List.of());
  }

  /** The indexes that hold an image or an index, at any depth. */
  Set<String> holders(String digest) {
    return holders.getOrDefault(digest, Set.of());
  }

  /** All that an index holds: images, and indexes that are known here or not. */
  Set<String> held(String index) {
    Set<String> held = new TreeSet<>();
    offers(index).forEach(offer -> held.add(offer.digest()));
    held.addAll(nested(index));
    return held;
  }

  private Set<String> nested(String index) {
    Set<String> nested = new TreeSet<>();
    List<String> open = new ArrayList<>(List.of(index));
    while (!open.isEmpty()) {
      JsonNode one = indexes.get(open.remove(0));
      if (one != null) {
        one.path("indexes")
            .forEach(
                inner -> {
                  if (nested.add(inner.asText())) {
                    open.add(inner.asText());
                  }
                });
      }
    }
    return nested;
  }

  /** Indexes within an index that the evidence does not hold, so that their images are unknown. */
  Set<String> unread(String index) {
    Set<String> unread = nested(index);
    unread.removeIf(this::isIndex);
    return unread;
  }

  /**
   * The one image of an index that is for a platform; empty where several may be meant, or none.
   *
   * @param platform may be untold: then an index of one image says which it is
   */
  Optional<String> image(String index, ImagePlatform platform) {
    List<String> fitting =
        offers(index).stream()
            .filter(offer -> !platform.isTold() || offer.platform().equals(platform))
            .map(Offer::digest)
            .distinct()
            .toList();
    return fitting.size() == 1 && unread(index).isEmpty()
        ? Optional.of(fitting.get(0))
        : Optional.empty();
  }
}
