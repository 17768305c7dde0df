package dev.seaworthy.engine.log;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.StrictBase64;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Text under signatures (C2SP signed-note), ours by ECDSA on P-256 (type 0x02).
 *
 * @param text ends with a line feed
 * @param signatures none of which is verified yet
 */
record SignedNote(String text, List<Signature> signatures) {
  static final int KEY_ID_BYTES = 4;

  private static final String DASH = "\u2014 ";
  private static final int MAX_CHARACTERS = 1 << 16;
  private static final int MAX_SIGNATURES = 100;

  /**
   * A line under the text.
   *
   * @param name of the key, which its owner chose
   * @param base64 of the key's id and what follows it
   */
  record Signature(String name, String base64) {
    boolean isBy(String key, byte[] id) {
      return name.equals(key) && Arrays.equals(Arrays.copyOf(both(), KEY_ID_BYTES), id);
    }

    String line() {
      return DASH + name + " " + base64 + "\n";
    }

    private byte[] bytes() {
      byte[] both = both();
      return Arrays.copyOfRange(both, KEY_ID_BYTES, both.length);
    }

    private byte[] both() {
      return Base64.getDecoder().decode(base64);
    }
  }

  SignedNote {
    signatures = List.copyOf(signatures);
  }

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
    byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
    return text + "\n" + line(name, keyId(key.verificationKey()), signature);
  }

  /** One signature, as a note has it. */
  static String line(String name, byte[] keyId, byte[] signature) {
    byte[] both = Arrays.copyOf(keyId, keyId.length + signature.length);
    System.arraycopy(signature, 0, both, keyId.length, signature.length);
    return DASH + name + " " + Base64.getEncoder().encodeToString(both) + "\n";
  }

  /**
   * The text of a note.
   *
   * @throws LogException as {@link #parse} and {@link #signedBy}
   */
  static String verified(String note, VerificationKey key) throws LogException {
    return parse(note).signedBy(key);
  }

  /**
   * Takes a note apart; nothing is verified yet.
   *
   * @throws LogException if it is malformed
   */
  static SignedNote parse(String note) throws LogException {
    int end = note.lastIndexOf("\n\n");
    if (end < 0
        || note.length() > MAX_CHARACTERS
        || !note.endsWith("\n")
        || note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw LogProblems.malformed("it is no note of at most 64 KiB with signatures");
    }
    List<Signature> signatures = new ArrayList<>();
    for (String line : note.substring(end + 2).split("\n", MAX_SIGNATURES + 2)) {
      if (!line.isEmpty()) {
        signatures.add(signature(line));
      }
    }
    if (signatures.size() > MAX_SIGNATURES) {
      throw LogProblems.malformed("it has more than %d signatures".formatted(MAX_SIGNATURES));
    }
    return new SignedNote(note.substring(0, end + 1), signatures);
  }

  /**
   * The text, if {@code key} signed it under its first line as name; others' signatures are passed
   * over.
   *
   * @throws LogException if it did not
   */
  String signedBy(VerificationKey key) throws LogException {
    String name = text.substring(0, text.indexOf('\n'));
    byte[] signature =
        by(name, keyId(key))
            .orElseThrow(() -> LogProblems.notSigned("no signature of it is that key's"));
    // One signature that fails spoils the note, whatever others there are.
    if (!key.verifies(text.getBytes(StandardCharsets.UTF_8), signature)) {
      throw LogProblems.notSigned("its signature does not fit its text");
    }
    return text;
  }

  /** The first signature of a key, which name and id tell. */
  Optional<byte[]> by(String name, byte[] keyId) {
    return signatures.stream()
        .filter(one -> one.isBy(name, keyId))
        .map(Signature::bytes)
        .findFirst();
  }

  private static Signature signature(String line) throws LogException {
    int space = line.lastIndexOf(' ');
    if (line.startsWith(DASH) && space > DASH.length()) {
      String name = line.substring(DASH.length(), space);
      String base64 = line.substring(space + 1);
      if (isName(name) && decoded(base64).length > KEY_ID_BYTES) {
        return new Signature(name, base64);
      }
    }
    throw LogProblems.malformed("a line under its text is no signature");
  }

  /** Nothing where there is another form of base64 than the one. */
  private static byte[] decoded(String base64) {
    try {
      return StrictBase64.decode(base64).orElseGet(() -> new byte[0]);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] keyId(VerificationKey key) {
    return Arrays.copyOf(Digest.sha256().digest(key.toPublicKeyInfo()), KEY_ID_BYTES);
  }
}
