package dev.seaworthy.engine.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Entries behind their lengths in two bytes (C2SP tlog-tiles, "Log entries"). */
final class EntryBundle {
  static final int MAX_ENTRY_BYTES = 0xFFFF;

  private static final int LENGTH_BYTES = 2;

  private EntryBundle() {}

  static void append(ByteArrayOutputStream bundle, byte[] entry) {
    bundle.write(entry.length >> Byte.SIZE);
    bundle.write(entry.length);
    bundle.writeBytes(entry);
  }

  /** The entries; empty if the bytes are not whole entries. */
  static Optional<List<byte[]>> read(byte[] bundle) {
    List<byte[]> entries = new ArrayList<>();
    int at = 0;
    while (at < bundle.length) {
      int begin = at + LENGTH_BYTES;
      if (begin > bundle.length) {
        return Optional.empty();
      }
      int end = begin + ((bundle[at] & 0xFF) << Byte.SIZE | (bundle[at + 1] & 0xFF));
      if (end > bundle.length) {
        return Optional.empty();
      }
      entries.add(Arrays.copyOfRange(bundle, begin, end));
      at = end;
    }
    return Optional.of(entries);
  }
}
