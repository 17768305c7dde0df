package dev.seaworthy.collectors;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a release descriptor says about a source and the source itself cannot.
 *
 * @param serves host names that a certificate must cover; empty when not declared
 * @param trust files with the certificates to anchor a chain in; empty when not declared
 * @param namespace of objects that name none; empty when not declared
 * @param signers whose signatures of images count
 * @param baseline whether it tells of the release before, and is only compared with
 * @param passwords what key stores may be encrypted with
 */
public record Hints(
    List<String> serves,
    List<Path> trust,
    String namespace,
    SignatureTrust signers,
    boolean baseline,
    List<StorePassword> passwords) {
  public static final Hints NONE = new Hints(List.of(), List.of());

  /** Hints that tell no name space. */
  public Hints(List<String> serves, List<Path> trust) {
    this(serves, trust, "", SignatureTrust.NONE, false, List.of());
  }

  /** The same, for what tells of the release before. */
  public Hints ofBaseline(boolean told) {
    return new Hints(serves, trust, namespace, signers, told, passwords);
  }

  public Hints {
    serves = List.copyOf(serves);
    trust = List.copyOf(trust);
    passwords = List.copyOf(passwords);
  }

  /** The same, with whose signatures of images count. */
  public Hints signedBy(SignatureTrust other) {
    return new Hints(serves, trust, namespace, other, baseline, passwords);
  }

  /** The same, with what key stores may be encrypted with. */
  public Hints opening(List<StorePassword> others) {
    return new Hints(serves, trust, namespace, signers, baseline, others);
  }

  /** Whether they say all that they mean, and lead to no file or secret that may change. */
  boolean areTheirOwn() {
    return trust.isEmpty() && passwords.isEmpty() && signers.equals(SignatureTrust.NONE);
  }

  /** What two sources say that name the same file. */
  Hints and(Hints more) {
    return new Hints(
        union(serves, more.serves),
        union(trust, more.trust),
        namespace.isEmpty() ? more.namespace : namespace,
        signers.and(more.signers),
        // Named as both, it is what is judged: compared with itself, nothing would be new.
        baseline && more.baseline,
        union(passwords, more.passwords));
  }

  /** Both, each value once. */
  static <T> List<T> union(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).distinct().toList();
  }

  /** The same, for a file whose objects live in a name space if they name none. */
  Hints in(String other) {
    return other.isEmpty() ? this : new Hints(serves, trust, other, signers, baseline, passwords);
  }
}
