package dev.seaworthy.engine.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Computes a tree anew from its entries, and holds each tile of hashes against it. */
final class TreeCheck {
  private final LogFiles files;
  private final Tiles tiles;
  private final long size;
  private final List<ByteArrayOutputStream> levels = new ArrayList<>();
  private final List<Long> numbers = new ArrayList<>();

  TreeCheck(LogFiles files, Tiles tiles, long size) {
    this.files = files;
    this.tiles = tiles;
    this.size = size;
  }

  void entry(long index, byte[] entry) throws LogException {
    add(0, TreeHash.ofLeaf(entry));
  }

  /** Holds the tiles that are not full; gives the root that the hashes have. */
  TreeHash finish() throws LogException {
    for (int level = 0; level < levels.size(); level++) {
      if (levels.get(level).size() > 0) {
        compare(level);
      }
    }
    return new MerkleTree(tiles, size).root();
  }

  private void add(int level, TreeHash hash) throws LogException {
    if (level == levels.size()) {
      levels.add(new ByteArrayOutputStream());
      numbers.add(0L);
    }
    ByteArrayOutputStream tile = levels.get(level);
    tile.writeBytes(hash.bytes());
    if (tile.size() == TilePath.WIDTH * TreeHash.BYTES) {
      compare(level);
      byte[] full = tile.toByteArray();
      tile.reset();
      numbers.set(level, numbers.get(level) + 1);
      add(level + 1, Tiles.fold(full, 0, TilePath.WIDTH));
    }
  }

  private void compare(int level) throws LogException {
    byte[] computed = levels.get(level).toByteArray();
    long number = numbers.get(level);
    byte[] kept = tiles.hashes(level, number);
    if (!Arrays.equals(computed, Arrays.copyOf(kept, computed.length))) {
      throw LogProblems.damaged(
          files.file(TilePath.of(level, number, computed.length / TreeHash.BYTES)),
          "does not fit the entries under it");
    }
  }
}
