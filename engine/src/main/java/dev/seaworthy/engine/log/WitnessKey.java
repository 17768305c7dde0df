package dev.seaworthy.engine.log;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.StrictBase64;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The public key of a witness: of someone who signs the checkpoints of a log besides, after the
 * proof that the log only grew (C2SP tlog-cosignature, Ed25519, type 0x04).
 */
public final class WitnessKey {
  private static final byte TYPE = 0x04;

  /** The same kind of key, called a signer of plain notes, as some witnesses write theirs. */
  private static final byte PLAIN_TYPE = 0x01;

  private static final int PARTS = 3;

  private final String name;
  private final byte[] key;

  private WitnessKey(String name, byte[] key) {
    this.name = name;
    this.key = key;
  }

  /**
   * Reads a verifier key (C2SP signed-note, "vkey"): {@code name+id+key}.
   *
   * @throws LogException if it is none of Ed25519, or its parts do not fit each other
   */
  public static WitnessKey parse(String text) throws LogException {
    String[] parts = text.strip().split("\\+", PARTS);
    if (parts.length == PARTS && SignedNote.isName(parts[0])) {
      byte[] typed = decoded(parts[2]);
      if (typed.length == 1 + Ed25519.PUBLIC_KEY_SIZE
          && (typed[0] == TYPE || typed[0] == PLAIN_TYPE)) {
        byte[] key = Arrays.copyOfRange(typed, 1, typed.length);
        String id = HexFormat.of().formatHex(id(parts[0], typed[0], key));
        if (id.equals(parts[1]) && Ed25519.validatePublicKeyFull(key, 0)) {
          return new WitnessKey(parts[0], key);
        }
      }
    }
    throw new LogException(
        new Problem(
            "BAD_WITNESS_KEY",
            "the key of a witness is no `NAME+ID+KEY` of Ed25519, or its id is not that of its key",
            "write the witness's verifier key (vkey) into the file, as it publishes it"));
  }

  private static byte[] decoded(String base64) {
    try {
      return StrictBase64.decode(base64).orElseGet(() -> new byte[0]);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** What its owner calls it. */
  public String name() {
    return name;
  }

  /**
   * The cosignature of this witness under a checkpoint, if there is one.
   *
   * @throws LogException if there is one that does not verify
   */
  Optional<Cosignature> of(SignedNote note) throws LogException {
    Optional<byte[]> found = note.by(name, id(name, TYPE, key));
    return found.isEmpty() ? Optional.empty() : Optional.of(verified(note.text(), found.get()));
  }

  /** Whether a line says that it is by this witness. */
  boolean made(SignedNote.Signature signature) {
    return signature.isBy(name, id(name, TYPE, key));
  }

  private Cosignature verified(String checkpoint, byte[] stamped) throws LogException {
    if (stamped.length == Long.BYTES + Ed25519.SIGNATURE_SIZE) {
      long seconds = ByteBuffer.wrap(stamped).getLong();
      byte[] message = message(checkpoint, seconds);
      if (seconds >= 0
          && seconds <= Instant.MAX.getEpochSecond()
          && Ed25519.verify(stamped, Long.BYTES, key, 0, message, 0, message.length)) {
        return new Cosignature(name, Instant.ofEpochSecond(seconds));
      }
    }
    throw LogProblems.notSigned("the signature of the witness `%s` does not fit".formatted(name));
  }

  /** What a witness signs. */
  static byte[] message(String checkpoint, long seconds) {
    return ("cosignature/v1\ntime " + seconds + "\n" + checkpoint).getBytes(StandardCharsets.UTF_8);
  }

  static byte[] id(String name, byte[] key) {
    return id(name, TYPE, key);
  }

  private static byte[] id(String name, byte type, byte[] key) {
    MessageDigest sha = Digest.sha256();
    sha.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    sha.update(type);
    return Arrays.copyOf(sha.digest(key), SignedNote.KEY_ID_BYTES);
  }

  /** As {@link #parse} takes it. */
  @Override
  public String toString() {
    byte[] typed = new byte[1 + key.length];
    typed[0] = TYPE;
    System.arraycopy(key, 0, typed, 1, key.length);
    return name
        + "+"
        + HexFormat.of().formatHex(id(name, TYPE, key))
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  /** By the key alone: one key under two names is one witness. */
  @Override
  public boolean equals(Object other) {
    return other instanceof WitnessKey witness && Arrays.equals(key, witness.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }
}
