package dev.seaworthy.collectors;

import java.nio.file.Path;
import java.util.List;

/**
 * Whose signatures count, as a release descriptor says it.
 *
 * @param keys public keys, in files
 * @param identities whom certificates may name
 * @param roots files with the authorities that may issue such certificates (Sigstore's trusted
 *     root)
 * @param signedVex whether statements of VEX count only inside an attestation that holds
 */
public record SignatureTrust(
    List<Key> keys, List<Identity> identities, List<Path> roots, boolean signedVex) {
  public static final SignatureTrust NONE = new SignatureTrust(List.of(), List.of(), List.of());

  /** Trust that lets unsigned statements of VEX count. */
  public SignatureTrust(List<Key> keys, List<Identity> identities, List<Path> roots) {
    this(keys, identities, roots, false);
  }

  /**
   * A key that may sign.
   *
   * @param name what the release calls it
   * @param file of one public key in PEM
   */
  public record Key(String name, Path file) {}

  /**
   * Somebody whom a certificate may name.
   *
   * @param issuer who vouched for the subject, such as the address of a CI's token service
   * @param subject a mail address or URI; {@code *} stands for any characters
   */
  public record Identity(String issuer, String subject) {}

  public SignatureTrust {
    keys = List.copyOf(keys);
    identities = List.copyOf(identities);
    roots = List.copyOf(roots);
  }

  /** The same, with files that are relative to a folder. */
  public SignatureTrust in(Path folder) {
    return new SignatureTrust(
        keys.stream().map(key -> new Key(key.name(), folder.resolve(key.file()))).toList(),
        identities,
        roots.stream().map(folder::resolve).toList(),
        signedVex);
  }

  /** Both; each once. */
  SignatureTrust and(SignatureTrust other) {
    return new SignatureTrust(
        Hints.union(keys, other.keys),
        Hints.union(identities, other.identities),
        Hints.union(roots, other.roots),
        signedVex || other.signedVex);
  }
}
