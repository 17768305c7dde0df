package dev.seaworthy.engine.log;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A checkpoint and the time stamps over it: all entries under it were there by then. Nothing is
 * verified yet.
 *
 * @param size how many entries it says that it is over
 * @param note the signed checkpoint, as it was written
 * @param stamps each a whole TimeStampResp (RFC 3161) over the bytes of the note
 */
public record StampedCheckpoint(long size, String note, List<byte[]> stamps) {
  public StampedCheckpoint {
    stamps = List.copyOf(stamps);
    if (stamps.isEmpty()) {
      throw new IllegalArgumentException("what is stamped has a time stamp");
    }
  }

  /** What the time stamps are over. */
  public byte[] stamped() {
    return note.getBytes(StandardCharsets.UTF_8);
  }
}
