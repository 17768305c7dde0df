package dev.seaworthy.cli.key;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.engine.key.EncryptedPkcs8;
import dev.seaworthy.engine.key.ForeignSigner;
import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.MlDsaSigningKey;
import dev.seaworthy.engine.key.MlDsaVerificationKey;
import dev.seaworthy.engine.key.Pkcs12;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What can be told of a key.
 *
 * @param pem its public half
 * @param isExposed whether others than its owner may read the private half
 */
public record ShownKey(String id, String algorithm, String place, String pem, boolean isExposed) {
  private static final int MAX_BYTES = 1 << 20;
  private static final String P256 = "ECDSA on P-256 with SHA-256";

  /** Reads a key, and lets a private one sign. */
  public static ShownKey of(KeyName name, KeyOptions keys, Console console)
      throws ConfigurationException {
    String scheme = name.scheme().orElse("");
    if (!scheme.isEmpty()) {
      return kept(keys.open(name, console), scheme);
    }
    byte[] bytes = InputFile.bytes(name.file(), MAX_BYTES);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.stripLeading().startsWith("-----BEGIN PUBLIC KEY-----")) {
      return open(name, text);
    }
    boolean exposed = SecretFile.isOpen(name.file());
    if (Pkcs12.is(bytes)) {
      return of(keys.open(name, console), "a PKCS#12 file", exposed);
    }
    String place = EncryptedPkcs8.isIn(text) ? "a file, under a password" : "a file, in clear";
    try {
      return of(keys.open(name, console), place, exposed);
    } catch (ConfigurationException e) {
      if (!e.diagnostics().get(0).problem().message().contains(MlDsaVerificationKey.ALGORITHM)) {
        throw e;
      }
      MlDsaSigningKey key = keys.longTerm(name.file(), console);
      return of(key.verificationKey(), place, exposed);
    }
  }

  /** For people. */
  public List<String> lines() {
    String line = "id         " + id;
    List<String> rest = List.of(line, "algorithm  " + algorithm, "kept in    " + place);
    return isExposed
        ? java.util.stream.Stream.concat(
                rest.stream(),
                java.util.stream.Stream.of(
                    "EXPOSED    others than its owner may read it: `chmod 600`, or make a new one"))
            .toList()
        : rest;
  }

  private static ShownKey kept(Signer signer, String scheme) {
    if (scheme.equals("pkcs11")) {
      return of(signer, "a token", false);
    }
    boolean pinned = signer instanceof ForeignSigner;
    String exactly = pinned ? ", as " + ((ForeignSigner) signer).name() : "";
    return of(signer, "a service" + exactly, false);
  }

  private static ShownKey of(Signer signer, String place, boolean exposed) {
    VerificationKey key = signer.verificationKey();
    // Whether it still signs shows in nothing else. The text is of no type that anything takes.
    signer.sign("seaworthy keys check".getBytes(StandardCharsets.US_ASCII));
    return new ShownKey(key.id(), P256, place, key.toPem(), exposed);
  }

  private static ShownKey of(MlDsaVerificationKey key, String place, boolean exposed) {
    return new ShownKey(key.id(), MlDsaVerificationKey.ALGORITHM, place, key.toPem(), exposed);
  }

  private static ShownKey open(KeyName name, String pem) throws ConfigurationException {
    String place = "a file, public";
    try {
      VerificationKey key = VerificationKey.fromPem(pem);
      return new ShownKey(key.id(), P256, place, key.toPem(), false);
    } catch (KeyException e) {
      try {
        return of(MlDsaVerificationKey.fromPem(pem), place, false);
      } catch (KeyException other) {
        throw SigningKeys.unusable(name.shown(), e, "name a key of ECDSA on P-256 or ML-DSA-65");
      }
    }
  }
}
