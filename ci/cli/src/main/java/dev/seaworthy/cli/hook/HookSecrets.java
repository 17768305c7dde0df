package dev.seaworthy.cli.hook;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets that forges sign events with; more than one while one takes the place of another. Every
 * one of them is tried, and compared to the end: how long it takes tells nothing.
 */
final class HookSecrets {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String HEX = "[0-9a-fA-F]{64}";
  private static final int MAX_BYTES = 4_096;

  /** Below this many bytes a secret can be guessed from one signed event. */
  private static final int LEAST_BYTES = 16;

  private final List<byte[]> secrets;

  private HookSecrets(List<byte[]> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /**
   * Reads the secret in each file, without the line ends after it.
   *
   * @throws ConfigurationException if one holds none that is worth the name
   */
  static HookSecrets read(List<Path> files) throws ConfigurationException {
    List<byte[]> secrets = new ArrayList<>();
    for (Path file : files) {
      String text = new String(InputFile.bytes(file, MAX_BYTES), StandardCharsets.UTF_8);
      byte[] secret = text.replaceFirst("[\\r\\n]+\\z", "").getBytes(StandardCharsets.UTF_8);
      if (secret.length < LEAST_BYTES) {
        throw new ConfigurationException(
            "HOOK_WEAK_SECRET",
            "the secret in `%s` is shorter than %d bytes".formatted(file, LEAST_BYTES),
            "make one: `openssl rand -hex 32`, and give it to the forge too");
      }
      secrets.add(secret);
    }
    return new HookSecrets(secrets);
  }

  /** Whether {@code hex} is the HMAC-SHA-256 of {@code body} by one of the secrets. */
  boolean signed(byte[] body, String hex) {
    boolean formed = hex.matches(HEX);
    byte[] given = formed ? HexFormat.of().parseHex(hex) : new byte[0];
    boolean found = false;
    for (byte[] secret : secrets) {
      found |= MessageDigest.isEqual(hmac(secret, body), given);
    }
    return formed && found;
  }

  /** Whether {@code token} is one of the secrets; its length shows as little as its letters. */
  boolean holds(String token) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    for (byte[] secret : secrets) {
      found |= MessageDigest.isEqual(hmac(secret, given), hmac(secret, secret));
    }
    return found;
  }

  private static byte[] hmac(byte[] secret, byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
