package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.disclosure.Commitment;
import dev.seaworthy.engine.disclosure.SaltedDocument;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.key.VerificationKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Holds the evidence of a bundle, with parts hidden or not, against what the sealer signed. */
final class RedactionCheck {
  static final String REDACTED = "REDACTED: ";

  private static final Set<String> MAY_BE_REPLACED =
      Set.of(EvidenceBundle.SNAPSHOT, EvidenceBundle.PLACES);

  /** They follow from the other files, and the layout is checked to be just that. */
  private static final Set<String> BAG = Set.of(BagIt.INFO, BagIt.MANIFEST);

  private static final Pattern HIDEABLE =
      Pattern.compile(
          "/snapshot/evidence/[0-9]+/content(/.*)?|/places/places/[0-9]+", Pattern.DOTALL);

  private static final Set<String> ADDED = Set.of(RedactionFile.NAME, Redaction.GUIDE);

  private final SortedMap<String, byte[]> files;
  private final VerificationKey sealer;

  RedactionCheck(SortedMap<String, byte[]> files, VerificationKey sealer) {
    this.files = files;
    this.sealer = sealer;
  }

  /** Whether a file has no place in a redacted bundle: it tells what is hidden, or may. */
  static boolean mayBeLeftOut(String name) {
    return name.equals(Disclosure.SEED) || name.startsWith(EvidenceBundle.REPORTS);
  }

  /** The files that hold markers. */
  static SortedSet<String> replaced(SaltedDocument document) {
    SortedSet<String> replaced = new TreeSet<>();
    for (String pointer : document.hidden().keySet()) {
      replaced.add(
          pointer.startsWith("/places/") ? EvidenceBundle.PLACES : EvidenceBundle.SNAPSHOT);
    }
    return replaced;
  }

  boolean isRedacted() {
    return RedactionFile.isIn(files);
  }

  /** How files differ from those that the index lists, but for what a redaction changes. */
  List<Problem> fileProblems(SortedMap<String, String> listed, SortedMap<String, String> found) {
    if (!isRedacted()) {
      return new BundleDifference(listed, found).all();
    }
    RedactionFile file;
    try {
      file = redaction();
    } catch (NotCanonicalException e) {
      return List.of(unreadable(RedactionFile.NAME, e));
    }
    List<Problem> problems = new ArrayList<>();
    for (String pointer : file.hidden().keySet()) {
      if (!HIDEABLE.matcher(pointer).matches()) {
        problems.add(problem("BAD_REDACTION", "what is at `%s` cannot be hidden", pointer));
      }
    }
    for (String name : file.leftOut()) {
      if (!mayBeLeftOut(name) || !listed.containsKey(name)) {
        problems.add(problem("NOT_TO_LEAVE_OUT", "`%s` may not be left out by a redaction", name));
      } else if (found.containsKey(name)) {
        problems.add(problem("LEFT_OUT_BUT_THERE", "`%s` is said to be left out", name));
      }
    }
    for (String name : file.replaced()) {
      if (!MAY_BE_REPLACED.contains(name) || !listed.containsKey(name)) {
        problems.add(problem("NOT_TO_REPLACE", "`%s` may not be replaced by a redaction", name));
      }
    }
    if (found.containsKey(Disclosure.SEED)) {
      problems.add(problem("SEED_THERE", "`%s` would undo the redaction", Disclosure.SEED));
    }
    if (!Arrays.equals(files.get(Redaction.GUIDE), Guide.of(Redaction.GUIDE))) {
      problems.add(problem("CHANGED", "`%s` is not as it is written", Redaction.GUIDE));
    }
    problems.addAll(new BundleDifference(rest(listed, file), rest(found, file)).all());
    return problems;
  }

  private static SortedMap<String, String> rest(
      SortedMap<String, String> digests, RedactionFile file) {
    SortedMap<String, String> rest = new TreeMap<>(digests);
    rest.keySet().removeAll(BAG);
    rest.keySet().removeAll(ADDED);
    rest.keySet().removeAll(file.replaced());
    rest.keySet().removeIf(name -> mayBeLeftOut(name) && file.leftOut().contains(name));
    return rest;
  }

  /**
   * What came of holding the leaves against what is signed. Hashing them is most of what a bundle's
   * check costs, so that it is done once for both.
   *
   * @param problems of the signed leaves, or of what is shown and hidden
   * @param detail what was found, for people
   */
  record Leaves(List<Problem> problems, String detail) {
    Leaves {
      problems = List.copyOf(problems);
    }

    private static Leaves of(Problem problem) {
      return new Leaves(List.of(problem), "");
    }
  }

  /** Holds the leaves against what is signed. */
  Leaves leaves() {
    if (!files.containsKey(Disclosure.STATEMENT)
        || !(isRedacted() || files.containsKey(Disclosure.SEED))) {
      return Leaves.of(
          problem("MISSING", "`%s` or the seed of its leaves is not there", Disclosure.STATEMENT));
    }
    try {
      Envelope envelope = Envelope.parse(EvidenceBundle.file(files, Disclosure.STATEMENT));
      Optional<Problem> unsigned = signature(envelope);
      if (unsigned.isPresent()) {
        return Leaves.of(unsigned.get());
      }
      CanonicalJson signed = CanonicalJson.requireCanonical(envelope.payload());
      SaltedDocument document = Redaction.document(files);
      Commitment commitment = document.commitment();
      return new Leaves(
          leafProblems(signed, document, commitment), detail(document, commitment.leaves()));
    } catch (NotCanonicalException e) {
      return Leaves.of(unreadable("the disclosure of the evidence", e));
    } catch (BundleException e) {
      return Leaves.of(e.problem());
    }
  }

  private String detail(SaltedDocument document, int leaves) {
    return isRedacted()
        ? REDACTED
            + "%d of %d leaves hidden; shown values are those that were judged"
                .formatted(document.hiddenLeaves(), leaves)
        : "%d leaves, any of which may be hidden".formatted(leaves);
  }

  /** What a verdict says of shown evidence and the shown evidence does not. */
  List<Problem> evidenceProblems(JsonNode predicate) {
    try {
      JsonNode snapshot = Disclosure.document(files).path("snapshot");
      return SnapshotCheck.firstMismatch(
              predicate, snapshot, new TreeSet<>(redaction().hidden().keySet()))
          .map(what -> List.of(new Problem("BAD_EVIDENCE", what, BundleReport.FIX)))
          .orElse(List.of());
    } catch (NotCanonicalException e) {
      return List.of(unreadable(EvidenceBundle.SNAPSHOT, e));
    }
  }

  private Optional<Problem> signature(Envelope envelope) {
    if (!envelope.keyId().equals(sealer.id())) {
      return Optional.of(
          problem(
              "WRONG_KEY", "`" + Disclosure.STATEMENT + "` names the key `%s`", envelope.keyId()));
    }
    return envelope.isSignedBy(sealer)
        ? Optional.empty()
        : Optional.of(
            problem("BAD_SIGNATURE", "`%s` is not what the sealer signed", Disclosure.STATEMENT));
  }

  private List<Problem> leafProblems(
      CanonicalJson signed, SaltedDocument document, Commitment commitment) {
    byte[] seal = EvidenceBundle.file(files, EvidenceBundle.VERDICT);
    JsonNode said = signed.node();
    List<Problem> problems = new ArrayList<>();
    String verdict = said.path("subject").path(0).path("digest").path("sha256").asText();
    if (!verdict.equals(Digest.of(seal).hex())) {
      problems.add(
          problem("OTHER_BUNDLE", "`%s` is about another sealed verdict", Disclosure.STATEMENT));
    }
    if (said.path("predicate").path("leaves").asInt(-1) != commitment.leaves()) {
      problems.add(
          problem(
              "OTHER_COUNT",
              "there are %s leaves, the sealer signed another number",
              Integer.toString(commitment.leaves())));
    }
    if (!said.path("predicate").path("root").asText().equals(commitment.root().toString())) {
      problems.add(
          problem(
              "OTHER_LEAVES",
              "a value, its place, a salt or a hidden leaf of `%s` or `"
                  + EvidenceBundle.PLACES
                  + "` is not one that was judged",
              EvidenceBundle.SNAPSHOT));
    }
    if (problems.isEmpty()
        && !signed.equals(Disclosure.statement(seal, Disclosure.snapshot(seal), commitment))) {
      problems.add(
          problem("CONTRADICTION", "`%s` is not what the verdict says", Disclosure.STATEMENT));
    }
    if (isRedacted() && !redaction().replaced().equals(replaced(document))) {
      problems.add(
          problem("BAD_REDACTION", "`%s` names other files than hold markers", RedactionFile.NAME));
    }
    return problems;
  }

  private RedactionFile redaction() {
    return RedactionFile.parse(EvidenceBundle.file(files, RedactionFile.NAME));
  }

  private static Problem unreadable(String what, NotCanonicalException e) {
    return new Problem(
        "BAD_REDACTION",
        "%s cannot be read: %s"
            .formatted(what, Objects.requireNonNullElse(e.getMessage(), "malformed")),
        BundleReport.FIX);
  }

  private static Problem problem(String code, String message, String name) {
    return new Problem(code, message.formatted(BundleNames.shown(name)), BundleReport.FIX);
  }
}
