package dev.seaworthy.engine.key;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What is signed in place of a text, so that a signature over a text of one type is none over the
 * same text as another: the PAE of DSSE (Dead Simple Signing Envelope v1.0).
 */
public final class PreAuthentication {
  private PreAuthentication() {}

  /**
   * {@code DSSEv1 SP len(type) SP type SP len(payload) SP payload}, its numbers in ASCII digits
   * whatever the locale.
   */
  public static byte[] of(String type, byte[] payload) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
    message.writeBytes(("DSSEv1 " + typeBytes.length + " ").getBytes(StandardCharsets.UTF_8));
    message.writeBytes(typeBytes);
    message.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
    message.writeBytes(payload);
    return message.toByteArray();
  }
}
