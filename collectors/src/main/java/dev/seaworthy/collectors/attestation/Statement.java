package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.document.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is stated about some subjects: an in-toto Statement (v1, or v0.1), or what a bare signature
 * amounts to.
 *
 * @param type of the statement; empty for a bare signature
 * @param predicate of the statement; empty for a bare signature
 */
record Statement(String type, List<Subject> subjects, String predicateType, Tree predicate) {
  private static final Set<String> TYPES =
      Set.of("https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1");

  /** What a bare signature says of its subjects, and a statement without one. */
  static final Tree NO_PREDICATE = new Tree.Mapping(new Tree.Mark(0, 0), Map.of());

  private static final int MAX_SUBJECTS = 10_000;
  private static final Set<String> HASHES = Set.of("sha256", "sha384", "sha512");

  /**
   * @param digests {@code algorithm:hex}, sorted
   */
  record Subject(String name, List<String> digests) {
    Subject {
      digests = List.copyOf(digests);
    }

    Map<String, Object> toTree() {
      Map<String, Object> tree = new TreeMap<>();
      tree.put("digests", digests);
      if (!name.isEmpty()) {
        tree.put("name", name);
      }
      return tree;
    }
  }

  Statement {
    subjects = List.copyOf(subjects);
  }

  static Statement read(byte[] payload) throws Refusal {
    Members root = Members.read(payload, "the statement", "bad-payload");
    String type = root.text("_type");
    if (!TYPES.contains(type)) {
      throw new Refusal("statement-type", "`%s` is no type of in-toto statement".formatted(type));
    }
    return new Statement(
        type, subjects(root.items("subject")), root.text("predicateType"), predicate(root));
  }

  /** An object; of some types a text. */
  private static Tree predicate(Members root) throws Refusal {
    Optional<Tree> told = root.value("predicate");
    if (told.isEmpty()) {
      return NO_PREDICATE;
    }
    return told.get().asText().isPresent() ? told.get() : root.object("predicate").object();
  }

  private static List<Subject> subjects(List<Tree> items) throws Refusal {
    if (items.isEmpty() || items.size() > MAX_SUBJECTS) {
      throw new Refusal(
          "subjects", "the statement has not between one and %d subjects".formatted(MAX_SUBJECTS));
    }
    List<Subject> subjects = new ArrayList<>();
    for (Tree item : items) {
      Members subject = Members.of(item, "a subject");
      List<String> digests = digests(subject.object("digest"));
      if (digests.isEmpty()) {
        throw new Refusal("bad-digest", "a subject has no digest");
      }
      subjects.add(new Subject(subject.textOrNothing("name"), digests));
    }
    return subjects;
  }

  /** Digests of an algorithm of SHA-2 must look like one; others are told as they are. */
  static List<String> digests(Members digest) throws Refusal {
    List<String> digests = new ArrayList<>();
    for (String algorithm : digest.object().entries().keySet()) {
      String hex = digest.text(algorithm);
      if (HASHES.contains(algorithm) && !hex.matches("[0-9a-f]{64}([0-9a-f]{32}){0,2}")) {
        throw new Refusal(
            "bad-digest", "the digest `%s` is not lower-case hexadecimal".formatted(hex));
      }
      digests.add(algorithm + ":" + hex);
    }
    return digests.stream().sorted().toList();
  }

  /** The digests of all subjects, each once. */
  List<String> digests() {
    return subjects.stream().flatMap(one -> one.digests().stream()).distinct().sorted().toList();
  }

  /**
   * The members of the predicate.
   *
   * @param what it is, for messages
   */
  Members members(String what) throws Refusal {
    return Members.of(predicate, what);
  }
}
