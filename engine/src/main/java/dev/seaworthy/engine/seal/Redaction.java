package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.disclosure.Pointers;
import dev.seaworthy.engine.disclosure.SaltedDocument;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A bundle of which parts of the evidence were hidden, by somebody who needs no key; described in
 * {@code docs/reference/redaction.md}.
 *
 * @param files of the redacted bundle
 * @param told what the sealed verdict tells of what was hidden
 * @param hiddenLeaves how many leaves are hidden, of the snapshot and of the places
 * @param leaves how many there are
 * @param guessable pieces of evidence of which so little is hidden that it can be found by trying
 */
public record Redaction(
    SortedMap<String, byte[]> files,
    List<ToldValue> told,
    int hiddenLeaves,
    int leaves,
    List<String> guessable) {
  static final String GUIDE = "REDACTED.md";

  private static final String FIX = "redact a bundle that `seaworthy verify` accepts";
  private static final String SNAPSHOT = "/snapshot";

  public Redaction {
    files = Collections.unmodifiableSortedMap(files);
    told = List.copyOf(told);
    guessable = List.copyOf(guessable);
  }

  /**
   * Redacts a bundle, whole or redacted before.
   *
   * @throws BundleException if the bundle cannot be redacted, or nothing is where something is to
   *     be hidden
   */
  public static Redaction of(SortedMap<String, byte[]> files, RedactionChoice choice)
      throws BundleException {
    try {
      return redacted(new TreeMap<>(files), choice);
    } catch (NotCanonicalException e) {
      throw new BundleException(
          "UNREADABLE",
          "the bundle cannot be read: " + Objects.requireNonNullElse(e.getMessage(), "malformed"),
          FIX);
    }
  }

  private static Redaction redacted(SortedMap<String, byte[]> files, RedactionChoice choice)
      throws BundleException {
    SaltedDocument before = document(files);
    requireCommitted(files, before);
    JsonNode snapshot = before.root().path("snapshot");
    NavigableSet<String> chosen = new TreeSet<>();
    choice.in(snapshot).forEach(pointer -> chosen.add(SNAPSHOT + pointer));
    chosen.addAll(placesBelow(before.root(), chosen));
    SaltedDocument after = before.hiding(chosen);
    NavigableSet<String> leftOut = new TreeSet<>();
    if (RedactionFile.isIn(files)) {
      leftOut.addAll(RedactionFile.parse(EvidenceBundle.file(files, RedactionFile.NAME)).leftOut());
    }
    files.keySet().stream().filter(RedactionCheck::mayBeLeftOut).forEach(leftOut::add);
    files.keySet().removeAll(leftOut);
    files.putAll(Disclosure.files(after.root()));
    SortedSet<String> replaced = RedactionCheck.replaced(after);
    files.put(RedactionFile.NAME, RedactionFile.of(after, leftOut, replaced).toFile());
    files.put(GUIDE, Guide.of(GUIDE));
    EvidenceBundle.packUnsigned(files);
    HiddenValues values = new HiddenValues(snapshot, chosen);
    return new Redaction(
        files,
        values.toldBy(EvidenceBundle.file(files, EvidenceBundle.VERDICT)),
        after.hiddenLeaves(),
        after.commitment().leaves(),
        values.guessable(after));
  }

  /** The evidence of a bundle with its salts. */
  static SaltedDocument document(SortedMap<String, byte[]> files) throws BundleException {
    if (!files.containsKey(Disclosure.STATEMENT)) {
      throw new BundleException(
          "NOT_REDACTABLE",
          "the bundle has no `%s`, by which hidden values could be proven"
              .formatted(Disclosure.STATEMENT),
          "make the bundle anew with this version of seaworthy");
    }
    JsonNode root = Disclosure.document(files);
    if (RedactionFile.isIn(files)) {
      RedactionFile file = RedactionFile.parse(EvidenceBundle.file(files, RedactionFile.NAME));
      return SaltedDocument.redacted(root, file.hidden(), file.salts());
    }
    byte[] seed = files.get(Disclosure.SEED);
    if (seed == null) {
      throw new BundleException(
          "MISSING", "`%s` is not there".formatted(Disclosure.SEED), BundleReport.FIX);
    }
    return SaltedDocument.whole(root, Disclosure.salts(seed));
  }

  /** By what does not fit what was signed, nothing shown could be proven. */
  private static void requireCommitted(SortedMap<String, byte[]> files, SaltedDocument document)
      throws BundleException {
    byte[] seal = EvidenceBundle.sealIn(files);
    byte[] signed = Envelope.parse(EvidenceBundle.file(files, Disclosure.STATEMENT)).payload();
    byte[] expected =
        Disclosure.statement(seal, Disclosure.snapshot(seal), document.commitment()).bytes();
    if (!Arrays.equals(signed, expected)) {
      throw new BundleException(
          "OTHER_LEAVES", "the evidence is not what the sealer's leaves are of", FIX);
    }
  }

  /** Of the places that findings name, those whose path leads on below what is hidden. */
  private static SortedSet<String> placesBelow(JsonNode document, NavigableSet<String> chosen) {
    SortedSet<String> below = new TreeSet<>();
    int number = 0;
    for (JsonNode place : document.path("places").path("places")) {
      String pointer = "/places/places/" + number++;
      String content = SNAPSHOT + RedactionChoice.content(place.path("evidence").asInt());
      String path = path(place.path("path")).pointer();
      boolean tells =
          leadsBelow(content + path, chosen) || leadsBelow(content + "/manifest" + path, chosen);
      if (tells) {
        below.add(pointer);
      }
    }
    return below;
  }

  private static boolean leadsBelow(String pointer, NavigableSet<String> chosen) {
    return chosen.stream()
        .anyMatch(hidden -> !hidden.equals(pointer) && Pointers.isWithin(pointer, hidden));
  }

  private static JsonPath path(JsonNode steps) {
    JsonPath path = JsonPath.ROOT;
    for (JsonNode step : steps) {
      path = path.then(step.asText());
    }
    return path;
  }
}
