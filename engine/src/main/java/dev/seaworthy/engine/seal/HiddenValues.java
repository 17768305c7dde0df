package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.disclosure.Pointers;
import dev.seaworthy.engine.disclosure.SaltedDocument;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What was hidden just now, and whether it can be known all the same. */
final class HiddenValues {
  /** A shorter text stands in too many places to be told anywhere. */
  private static final int SHORTEST = 4;

  /** What has fewer letters can be found by trying; a salt of 128 bits has 22 in base64. */
  private static final int GUESSABLE = 22;

  private static final int MOST_TOLD = 100;

  private final JsonNode snapshot;

  /** Of single values, by text: where they stood. */
  private final Map<String, String> single = new LinkedHashMap<>();

  /** Of values within what was hidden as one, by the subject of the evidence and text. */
  private final Map<JsonNode, Map<String, String>> within = new HashMap<>();

  private final Map<Integer, Integer> letters = new TreeMap<>();

  /**
   * @param snapshot before they were hidden
   * @param chosen pointers of what is hidden, below {@code /snapshot}
   */
  HiddenValues(JsonNode snapshot, NavigableSet<String> chosen) {
    this.snapshot = snapshot;
    for (String pointer : chosen) {
      String inside = pointer.startsWith("/snapshot") ? pointer.substring(9) : "";
      List<String> steps = Pointers.steps(inside).orElse(List.of());
      if (steps.size() > 2) {
        int evidence = Integer.parseInt(steps.get(1));
        Pointers.at(snapshot, inside).ifPresent(node -> take(evidence, inside, node));
      }
    }
  }

  private void take(int evidence, String pointer, JsonNode hidden) {
    JsonNode subject = snapshot.path("evidence").path(evidence).path("subject");
    texts(
        pointer,
        hidden,
        (at, text) -> {
          letters.merge(evidence, text.length(), Integer::sum);
          if (text.length() < SHORTEST) {
            return;
          }
          if (hidden.isContainerNode()) {
            // Of what is hidden as a whole, that it exists is no secret.
            if (!contains(subject, text)) {
              within.computeIfAbsent(subject, any -> new HashMap<>()).putIfAbsent(text, at);
            }
          } else {
            single.putIfAbsent(text, at);
          }
        });
  }

  /** Where a sealed verdict tells one of them; the first hundred. */
  List<ToldValue> toldBy(byte[] seal) {
    JsonNode verdict =
        CanonicalJson.canonicalNode(Envelope.parse(seal).payload()).path("predicate");
    Set<ToldValue> told = new HashSet<>();
    TextIndex anywhere = new TextIndex(single);
    texts(
        "",
        verdict,
        (at, text) -> anywhere.in(text, hidden -> told.add(new ToldValue(hidden, at))));
    Map<JsonNode, TextIndex> bySubject = new HashMap<>();
    within.forEach((subject, texts) -> bySubject.put(subject, new TextIndex(texts)));
    findings(
        verdict,
        (at, finding) -> {
          TextIndex index = bySubject.get(finding.path("subject"));
          if (index != null) {
            texts(
                at,
                finding,
                (place, text) -> index.in(text, hidden -> told.add(new ToldValue(hidden, place))));
          }
        });
    return told.stream()
        .sorted(Comparator.comparing(ToldValue::hidden).thenComparing(ToldValue::verdict))
        .limit(MOST_TOLD)
        .toList();
  }

  /**
   * Pieces of evidence of which the rest is shown and little is hidden. The sealed verdict names
   * each piece by the digest of its content, which has no salt: whoever has all but a short value
   * can try values until the digest is right.
   */
  List<String> guessable(SaltedDocument after) {
    List<String> guessable = new ArrayList<>();
    letters.forEach(
        (evidence, count) -> {
          boolean whole =
              after.hidden().containsKey("/snapshot" + RedactionChoice.content(evidence));
          if (!whole && count < GUESSABLE) {
            JsonNode piece = snapshot.path("evidence").path(evidence);
            guessable.add("/evidence/%d (%s)".formatted(evidence, piece.path("kind").asText()));
          }
        });
    return guessable;
  }

  private static void findings(JsonNode verdict, BiConsumer<String, JsonNode> each) {
    int control = 0;
    for (JsonNode one : verdict.path("controls")) {
      String at = "/controls/" + control++;
      int found = 0;
      for (JsonNode finding : one.path("findings")) {
        each.accept(at + "/findings/" + found++, finding);
      }
      int excused = 0;
      for (JsonNode waived : one.path("waived")) {
        each.accept(at + "/waived/" + excused++ + "/finding", waived.path("finding"));
      }
    }
  }

  private static boolean contains(JsonNode subject, String text) {
    return subject.propertyStream().anyMatch(field -> field.getValue().asText().equals(text));
  }

  private static void texts(String pointer, JsonNode node, BiConsumer<String, String> each) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        texts(pointer + "/" + i, node.get(i), each);
      }
    } else if (node.isObject()) {
      node.properties()
          .forEach(field -> texts(Pointers.child(pointer, field.getKey()), field.getValue(), each));
    } else if (node.isTextual() || node.isNumber()) {
      each.accept(pointer, node.asText());
    }
  }
}
