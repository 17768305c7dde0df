package dev.seaworthy.cli.format;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.verdict.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/** Identifiers by name (UUID version 5, RFC 9562): the same verdict has the same ones. */
final class OscalIds {
  /** Made once for this program. */
  private static final UUID NAMESPACE = UUID.fromString("6f1f6a52-8a0e-4c1b-9d0f-2b7f0a6f5d11");

  private final UUID ofVerdict;

  OscalIds(Verdict verdict) {
    this.ofVerdict =
        named(
            NAMESPACE,
            CanonicalJson.of(
                    List.of(
                        verdict.release().candidate().toTree(),
                        verdict.release().environment(),
                        verdict.snapshot().digest().toString(),
                        verdict.evaluatedAt().toString(),
                        verdict.parameters(),
                        verdict.bundles().stream().map(Verdict.BundleUse::digest).toList()))
                .toString());
  }

  String of(String name) {
    return named(ofVerdict, name).toString();
  }

  static UUID named(UUID space, String name) {
    MessageDigest sha1 = sha1();
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(space.getMostSignificantBits())
            .putLong(space.getLeastSignificantBits())
            .flip());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & ~0xf000L) | 0x5000L;
    long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /** What version 5 is defined by; nothing rests on it but that names differ. */
  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
