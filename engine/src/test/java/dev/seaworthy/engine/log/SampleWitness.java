package dev.seaworthy.engine.log;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** A witness that signs whatever it is shown. */
public final class SampleWitness {
  private final Ed25519PrivateKeyParameters key =
      new Ed25519PrivateKeyParameters(new SecureRandom());
  private final String name;

  public SampleWitness(String name) {
    this.name = name;
  }

  public WitnessKey key() {
    try {
      return WitnessKey.parse(vkey((byte) 4, WitnessKey.id(name, publicKey())));
    } catch (LogException e) {
      throw new IllegalStateException(e);
    }
  }

  String vkey(byte type, byte[] id) {
    byte[] typed = ByteBuffer.allocate(33).put(type).put(publicKey()).array();
    return name
        + "+"
        + HexFormat.of().formatHex(id)
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  byte[] publicKey() {
    return key.generatePublicKey().getEncoded();
  }

  /** A checkpoint with its signature besides. */
  public String cosign(String note, Instant at) {
    String checkpoint = note.substring(0, note.lastIndexOf("\n\n") + 1);
    byte[] message = WitnessKey.message(checkpoint, at.getEpochSecond());
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    byte[] signature = signer.generateSignature();
    byte[] stamped =
        ByteBuffer.allocate(Long.BYTES + signature.length)
            .putLong(at.getEpochSecond())
            .put(signature)
            .array();
    return note + SignedNote.line(name, WitnessKey.id(name, publicKey()), stamped);
  }
}
