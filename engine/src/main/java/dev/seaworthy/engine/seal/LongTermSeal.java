package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.key.MlDsaSigningKey;
import dev.seaworthy.engine.key.MlDsaVerificationKey;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.seal.MultiEnvelope.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The verdict once more, signed also by a key that should outlive ECDSA. Whoever names the keys of
 * both demands both signatures.
 */
public final class LongTermSeal {
  static final String NAME = BagIt.PAYLOAD + "verdict.multi.dsse.json";

  private LongTermSeal() {}

  /** Adds it to a bundle. */
  public static Supplement by(MlDsaSigningKey longTerm) {
    return seal ->
        new TreeMap<>(Map.of(NAME, MultiEnvelope.adding(longTerm, Envelope.parse(seal)).toFile()));
  }

  /** Whether there is anything to check: the file, or a key whose signature is demanded. */
  static boolean isAsked(SortedMap<String, byte[]> files, TrustRoot trust) {
    return files.containsKey(NAME) || trust.longTerm().isPresent();
  }

  /** What is wrong with it. */
  static List<Problem> problems(SortedMap<String, byte[]> files, TrustRoot trust) {
    byte[] file = files.get(NAME);
    byte[] seal = files.get(EvidenceBundle.VERDICT);
    if (file == null || seal == null) {
      return List.of(problem("MISSING", "`%s` is not there".formatted(NAME)));
    }
    try {
      return problem(MultiEnvelope.parse(file), Envelope.parse(seal).payload(), trust).stream()
          .toList();
    } catch (NotCanonicalException e) {
      return List.of(
          problem("BAD_ENVELOPE", "`%s` cannot be read: %s".formatted(NAME, e.getMessage())));
    }
  }

  /** What was found, for people. */
  static String detail(TrustRoot trust) {
    return trust
        .longTerm()
        .map(key -> "signed by `%s` and `%s`".formatted(trust.sealer().id(), key.id()))
        .orElse(
            "signed by `%s`; the %s signature was not checked: name its key, `--long-term-key PUB`"
                .formatted(trust.sealer().id(), MlDsaVerificationKey.ALGORITHM));
  }

  private static Optional<Problem> problem(MultiEnvelope envelope, byte[] sealed, TrustRoot trust) {
    if (!Arrays.equals(envelope.payload(), sealed)) {
      return Optional.of(
          problem("CONTRADICTION", "`%s` is not the verdict that was sealed".formatted(NAME)));
    }
    byte[] message = Envelope.preAuthentication(sealed);
    Signature first = envelope.signatures().get(0);
    Signature second = envelope.signatures().get(1);
    VerificationKey sealer = trust.sealer();
    return unnamed(first, sealer.id())
        .or(() -> unverified(sealer.verifies(message, first.bytes()), sealer.id()))
        .or(() -> unknown(second))
        .or(() -> trust.longTerm().flatMap(key -> problem(second, message, key)));
  }

  private static Optional<Problem> problem(
      Signature signature, byte[] message, MlDsaVerificationKey key) {
    return unnamed(signature, key.id())
        .or(() -> unverified(key.verifies(message, signature.bytes()), key.id()));
  }

  private static Optional<Problem> unnamed(Signature signature, String id) {
    return signature.keyId().equals(id)
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "WRONG_KEY",
                "`%s` names the key `%s`, not `%s`"
                    .formatted(NAME, BundleNames.shown(signature.keyId()), id),
                "name the public key of who sealed the bundle, from a source you trust"));
  }

  private static Optional<Problem> unverified(boolean verifies, String id) {
    return verifies
        ? Optional.empty()
        : Optional.of(problem("BAD_SIGNATURE", "`%s` is not what `%s` signed".formatted(NAME, id)));
  }

  /** A key id begins with its algorithm. */
  private static Optional<Problem> unknown(Signature signature) {
    return signature.keyId().startsWith(MlDsaVerificationKey.ALGORITHM + ":")
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "UNKNOWN_ALGORITHM",
                "`%s` is signed by `%s`, which is not of %s"
                    .formatted(
                        NAME, BundleNames.shown(signature.keyId()), MlDsaVerificationKey.ALGORITHM),
                "get a bundle that this version of seaworthy can check"));
  }

  private static Problem problem(String code, String message) {
    return new Problem(code, message, BundleReport.FIX);
  }
}
