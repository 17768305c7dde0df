package dev.seaworthy.engine.seal;

import java.util.List;

/**
 * A sealed verdict as it is found, unchecked.
 *
 * @param bytes of the envelope
 * @param stamps of its signature, each a whole TimeStampResp
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SealedFile(byte[] bytes, List<byte[]> stamps) {
  public SealedFile {
    stamps = List.copyOf(stamps);
  }

  /** One whose time nobody attests. */
  public SealedFile(byte[] bytes) {
    this(bytes, List.of());
  }
}
