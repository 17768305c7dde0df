package dev.seaworthy.engine.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads hashes and entries of a log of one size from its files. For one thread. */
final class Tiles implements Subtrees {
  /** As many as the widest walk through a tree touches again. */
  private static final int KEPT = 64;

  private static final int TILE_HEIGHT = 8;

  private final LogFiles files;
  private final long size;
  private final Map<String, byte[]> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
          return size() > KEPT;
        }
      };

  Tiles(LogFiles files, long size) {
    this.files = files;
    this.size = size;
  }

  @Override
  public TreeHash at(int height, long index) throws LogException {
    int level = height / TILE_HEIGHT;
    int above = height % TILE_HEIGHT;
    long first = index << above;
    long number = first / TilePath.WIDTH;
    byte[] tile = hashes(level, number);
    return fold(tile, (int) (first % TilePath.WIDTH), 1 << above);
  }

  /** The hashes of a tile, one behind the other. */
  byte[] hashes(int level, long number) throws LogException {
    String name = level + "/" + number;
    byte[] known = kept.get(name);
    if (known != null) {
      return known;
    }
    int bytes = TilePath.width(level, number, size) * TreeHash.BYTES;
    byte[] read = files.tile(level, number, bytes / TreeHash.BYTES);
    if (read.length < bytes) {
      throw LogProblems.damaged(
          files.file(TilePath.of(level, number, bytes / TreeHash.BYTES)), "has fewer hashes");
    }
    kept.put(name, read);
    return read;
  }

  /** The entries of bundle {@code number}, no more of them than this size has. */
  List<byte[]> entries(long number) throws LogException {
    int width = TilePath.width(LogFiles.ENTRIES, number, size);
    List<byte[]> entries =
        EntryBundle.read(files.tile(LogFiles.ENTRIES, number, width)).orElse(List.of());
    if (entries.size() < width) {
      throw LogProblems.damaged(
          files.file(TilePath.of(LogFiles.ENTRIES, number, width)),
          "does not hold %d whole entries".formatted(width));
    }
    return entries.subList(0, width);
  }

  /** The hash over {@code count} hashes of a tile, a power of two of them. */
  static TreeHash fold(byte[] tile, int begin, int count) {
    if (count == 1) {
      return TreeHash.at(tile, begin * TreeHash.BYTES);
    }
    int half = count / 2;
    return TreeHash.ofNode(fold(tile, begin, half), fold(tile, begin + half, half));
  }
}
