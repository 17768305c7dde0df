package dev.seaworthy.engine.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.log.TreeHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A document each of whose leaves is hashed with a salt, {@code SHA-256(0x00 ‖ JCS[salt, pointer,
 * value])}, and of which parts may be hidden: then a marker stands there, and the hashes of the
 * leaves below are kept.
 */
public final class SaltedDocument {
  /** The only key of a marker; its value counts the leaves behind it. */
  public static final String MARKER = "seaworthy.dev/redacted";

  private final JsonNode root;
  private final SortedMap<String, List<TreeHash>> hidden;
  private final UnaryOperator<String> salts;

  private SaltedDocument(
      JsonNode root, SortedMap<String, List<TreeHash>> hidden, UnaryOperator<String> salts) {
    this.root = root;
    this.hidden = Collections.unmodifiableSortedMap(new TreeMap<>(hidden));
    this.salts = salts;
  }

  /** A document with nothing hidden. */
  public static SaltedDocument whole(JsonNode root, Salts salts) {
    return new SaltedDocument(root, new TreeMap<>(), salts);
  }

  /**
   * A document with parts hidden.
   *
   * @param hidden the hashes of what is hidden, by the pointers of markers
   * @param salts of the shown leaves, in their order
   * @throws NotCanonicalException if the document has other leaves than salts, or no marker where
   *     something is hidden
   */
  public static SaltedDocument redacted(
      JsonNode root, SortedMap<String, List<TreeHash>> hidden, List<String> salts) {
    Map<String, String> byPointer = new HashMap<>();
    TreeSet<String> open = new TreeSet<>(hidden.keySet());
    Iterator<String> next = salts.iterator();
    LeafWalk.Visitor visitor =
        new LeafWalk.Visitor() {
          @Override
          public void shown(String pointer, Object value) {
            if (!next.hasNext()) {
              throw new NotCanonicalException("there are fewer salts than shown leaves");
            }
            byPointer.put(pointer, next.next());
          }

          @Override
          public void hidden(String pointer, JsonNode there) {
            open.remove(pointer);
            List<TreeHash> hashes = hidden.getOrDefault(pointer, List.of());
            if (hashes.isEmpty() || !there.equals(marker(hashes.size()))) {
              throw new NotCanonicalException(
                  "there is no marker of %d leaves at `%s`".formatted(hashes.size(), pointer));
            }
          }
        };
    new LeafWalk(hidden.keySet(), visitor).walk("", root);
    if (next.hasNext() || !open.isEmpty()) {
      throw new NotCanonicalException("there are more salts or hidden places than leaves");
    }
    return new SaltedDocument(
        root, hidden, pointer -> byPointer.getOrDefault(pointer, "nothing is shown there"));
  }

  /** The document, with markers where something is hidden. */
  public JsonNode root() {
    return root;
  }

  /** The hashes of what is hidden, by the pointers of markers. */
  public SortedMap<String, List<TreeHash>> hidden() {
    return hidden;
  }

  /** How many leaves are hidden. */
  public int hiddenLeaves() {
    return hidden.values().stream().mapToInt(List::size).sum();
  }

  /** What binds to every leaf, hidden or shown. */
  public Commitment commitment() {
    return Commitment.over(hashes("", root));
  }

  /** The salts of the shown leaves, in their order. */
  public List<String> shownSalts() {
    List<String> shown = new ArrayList<>();
    new LeafWalk(
            hidden.keySet(),
            new LeafWalk.Visitor() {
              @Override
              public void shown(String pointer, Object value) {
                shown.add(salts.apply(pointer));
              }

              @Override
              public void hidden(String pointer, JsonNode there) {
                // Its salts stay where they are.
              }
            })
        .walk("", root);
    return shown;
  }

  /**
   * The same document with more of it hidden.
   *
   * @param pointers where; what is hidden already stays so
   * @throws IllegalArgumentException if nothing is at one of them
   */
  public SaltedDocument hiding(Iterable<String> pointers) {
    NavigableSet<String> chosen = Pointers.outermost(pointers);
    NavigableSet<String> before = new TreeSet<>(hidden.keySet());
    SortedMap<String, List<TreeHash>> all = new TreeMap<>();
    hidden.forEach(
        (pointer, hashes) -> {
          if (Pointers.holder(chosen, pointer).isEmpty()) {
            all.put(pointer, hashes);
          }
        });
    for (String pointer : chosen) {
      Optional<JsonNode> there = Pointers.at(root, pointer);
      if (Pointers.holder(before, pointer).isEmpty() || hidden.containsKey(pointer)) {
        all.put(
            pointer,
            hashes(
                pointer,
                there.orElseThrow(
                    () -> new IllegalArgumentException("nothing is at `" + pointer + "`"))));
      }
    }
    return new SaltedDocument(marked("", root, all), all, salts);
  }

  /** Of all that is done with a document this takes by far the longest, so threads share it. */
  private List<TreeHash> hashes(String pointer, JsonNode node) {
    return LeafPart.of(pointer, node, hidden.keySet()).parallelStream()
        .map(this::hashes)
        .flatMap(List::stream)
        .toList();
  }

  private List<TreeHash> hashes(LeafPart part) {
    List<TreeHash> hashes = new ArrayList<>();
    part.walk(
        new LeafWalk(
            hidden.keySet(),
            new LeafWalk.Visitor() {
              @Override
              public void shown(String at, Object value) {
                List<Object> leaf = List.of(salts.apply(at), at, value);
                hashes.add(TreeHash.ofLeaf(CanonicalJson.of(leaf).bytes()));
              }

              @Override
              public void hidden(String at, JsonNode there) {
                hashes.addAll(hidden.getOrDefault(at, List.of()));
              }
            }));
    return hashes;
  }

  private static JsonNode marked(
      String pointer, JsonNode node, SortedMap<String, List<TreeHash>> hidden) {
    List<TreeHash> hashes = hidden.get(pointer);
    if (hashes != null) {
      return marker(hashes.size());
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(
              field ->
                  copy.set(
                      field.getKey(),
                      marked(Pointers.child(pointer, field.getKey()), field.getValue(), hidden)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
      for (int i = 0; i < array.size(); i++) {
        copy.add(marked(pointer + "/" + i, array.get(i), hidden));
      }
      return copy;
    }
    return node;
  }

  private static JsonNode marker(int leaves) {
    return JsonNodeFactory.instance.objectNode().put(MARKER, leaves);
  }
}
