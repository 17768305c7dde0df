package dev.seaworthy.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * One file of entries that are not in the tree yet: each behind its length and its CRC-32C, four
 * bytes each, big-endian. A crash can leave but the last one torn.
 */
final class WriteAhead implements AutoCloseable {
  static final int HEADER_BYTES = 8;

  private final FileChannel channel;
  private long end;

  private WriteAhead(FileChannel channel) {
    this.channel = channel;
  }

  /** A new file, which must not be there yet. */
  static WriteAhead create(Path file) throws IOException {
    return new WriteAhead(
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Hands an entry to the system: it outlives this process, and outlives the machine once {@link
   * #force} has returned.
   *
   * @throws IOException if it is not in the file; the file is as it was
   */
  void append(byte[] entry) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + entry.length);
    frame.putInt(entry.length).putInt(checksum(entry)).put(entry).flip();
    try {
      while (frame.hasRemaining()) {
        channel.write(frame, end + frame.position());
      }
    } catch (IOException e) {
      // A part of an entry before the next one would hide that one.
      channel.truncate(end);
      throw e;
    }
    end += frame.limit();
  }

  /** Whether nothing was appended. */
  boolean isEmpty() {
    return end == 0;
  }

  void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  static int checksum(byte[] entry) {
    CRC32C checksum = new CRC32C();
    checksum.update(entry);
    return (int) checksum.getValue();
  }
}
