package dev.seaworthy.engine.rego.jose;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.pki.AnyPublicKey;
import dev.seaworthy.engine.rego.pki.Certificates;
import dev.seaworthy.engine.rego.pki.PemBlock;
import dev.seaworthy.engine.rego.pki.PemText;
import dev.seaworthy.engine.rego.pki.PublicKeys;
import dev.seaworthy.engine.rego.value.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The keys that a token may be signed with. */
public final class TokenKeys {
  private final List<NamedKey> keys;

  private TokenKeys(List<NamedKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads a certificate or public key in PEM, or one or more JSON Web Keys. Keys for algorithms
   * that sign no tokens are left out.
   *
   * @throws RegoException if it is none of these
   */
  public static TokenKeys of(String text) {
    PemText pem = new PemText(Bytes.of(text));
    PemBlock block = pem.next();
    if (block != null) {
      if (!pem.isAtEnd()) {
        throw RegoException.failed("extra data after a PEM certificate block");
      }
      AnyPublicKey key = key(block);
      return new TokenKeys(
          key == null ? List.of() : List.of(new NamedKey("", "", JoseKey.of(key))));
    }
    try {
      return new TokenKeys(
          JsonWebKeys.read(text).stream()
              .filter(key -> key.algorithm().isEmpty() || signs(key.algorithm()))
              .toList());
    } catch (RegoException e) {
      throw RegoException.failed("failed to parse a JWK key (set): " + e.getMessage());
    }
  }

  private static boolean signs(String algorithm) {
    return JwsAlgorithm.named(algorithm).isPresent();
  }

  private static @Nullable AnyPublicKey key(PemBlock block) {
    return switch (block.type()) {
      case "CERTIFICATE" -> {
        try {
          yield Certificates.ofBlock(block).key();
        } catch (RegoException e) {
          throw RegoException.failed("failed to parse a PEM certificate: " + e.getMessage());
        }
      }
      case "PUBLIC KEY" -> {
        try {
          yield PublicKeys.ofBlock(block);
        } catch (RegoException e) {
          throw RegoException.failed("failed to parse a PEM public key: " + e.getMessage());
        }
      }
      default -> throw RegoException.failed("failed to extract a Key from the PEM certificate");
    };
  }

  /**
   * Whether one of the keys fits: the one that the header names if it is there, otherwise any for
   * the header's algorithm.
   */
  public boolean anyFits(TokenHeader header, Predicate<JoseKey> fits) {
    if (!header.keyId().isEmpty()) {
      Optional<NamedKey> named =
          keys.stream().filter(key -> key.id().equals(header.keyId())).findFirst();
      if (named.isPresent()) {
        return fits.test(named.get().key());
      }
    }
    return keys.stream()
        .filter(key -> key.algorithm().isEmpty() || key.algorithm().equals(header.algorithm()))
        .anyMatch(key -> fits.test(key.key()));
  }
}
