package dev.seaworthy.engine.log;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.StrictBase64;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Text under signatures (C2SP signed-note), ours by ECDSA on P-256 (type 0x02). */
final class SignedNote {
  private static final String DASH = "\u2014 ";
  private static final int KEY_ID_BYTES = 4;
  private static final int MAX_CHARACTERS = 1 << 16;
  private static final int MAX_SIGNATURES = 100;

  private SignedNote() {}

  /** Whether {@code name} may name a key: not empty, no spaces, no plus. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.codePoints()
            .noneMatch(
                c ->
                    c == '+'
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c));
  }

  /**
   * The note of {@code text} with one signature.
   *
   * @param text ends with a line feed
   */
  static String sign(String text, String name, Signer key) {
    byte[] id = keyId(key.verificationKey());
    byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
    byte[] both = Arrays.copyOf(id, id.length + signature.length);
    System.arraycopy(signature, 0, both, id.length, signature.length);
    return text + "\n" + DASH + name + " " + Base64.getEncoder().encodeToString(both) + "\n";
  }

  /**
   * The text of a note.
   *
   * @param key whose signature there must be; others' are passed over
   * @throws LogException if the note is malformed, or {@code key} did not sign it under its first
   *     line as name
   */
  static String verified(String note, VerificationKey key) throws LogException {
    int end = note.lastIndexOf("\n\n");
    if (end < 0 || note.length() > MAX_CHARACTERS || !note.endsWith("\n")) {
      throw LogProblems.malformed("it is no note of at most 64 KiB with signatures");
    }
    String text = note.substring(0, end + 1);
    String name = text.substring(0, text.indexOf('\n'));
    List<String> lines = note.substring(end + 2).lines().toList();
    if (lines.size() > MAX_SIGNATURES) {
      throw LogProblems.malformed("it has more than %d signatures".formatted(MAX_SIGNATURES));
    }
    String expected = DASH + name + " ";
    byte[] id = keyId(key);
    for (String line : lines) {
      if (line.startsWith(expected)) {
        byte[] both = decoded(line.substring(expected.length()));
        if (Arrays.equals(Arrays.copyOf(both, KEY_ID_BYTES), id)) {
          return requireSigned(text, key, both);
        }
      }
    }
    throw LogProblems.notSigned("no signature of it is that key's");
  }

  /** One signature that fails spoils the note, whatever others there are. */
  private static String requireSigned(String text, VerificationKey key, byte[] both)
      throws LogException {
    byte[] signature = Arrays.copyOfRange(both, KEY_ID_BYTES, both.length);
    if (!key.verifies(text.getBytes(StandardCharsets.UTF_8), signature)) {
      throw LogProblems.notSigned("its signature does not fit its text");
    }
    return text;
  }

  /** At least as many bytes as a key id has. */
  private static byte[] decoded(String base64) {
    try {
      return StrictBase64.decode(base64)
          .filter(bytes -> bytes.length >= KEY_ID_BYTES)
          .orElseGet(() -> new byte[KEY_ID_BYTES]);
    } catch (IllegalArgumentException e) {
      return new byte[KEY_ID_BYTES];
    }
  }

  private static byte[] keyId(VerificationKey key) {
    return Arrays.copyOf(Digest.sha256().digest(key.toPublicKeyInfo()), KEY_ID_BYTES);
  }
}
