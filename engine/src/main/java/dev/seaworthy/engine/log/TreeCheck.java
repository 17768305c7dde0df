package dev.seaworthy.engine.log;

import java.util.Arrays;

/** Computes a tree anew from its entries, and holds each tile of hashes against it. */
final class TreeCheck {
  private final LogFiles files;
  private final Tiles tiles;
  private final long size;
  private final TileStack computed = new TileStack(this::compare);

  TreeCheck(LogFiles files, Tiles tiles, long size) {
    this.files = files;
    this.tiles = tiles;
    this.size = size;
  }

  void entry(long index, byte[] entry) throws LogException {
    computed.add(TreeHash.ofLeaf(entry));
  }

  /** Holds the tiles that are not full; gives the root that the hashes have. */
  TreeHash finish() throws LogException {
    computed.finish();
    return new MerkleTree(tiles, size).root();
  }

  private void compare(int level, long number, byte[] hashes) throws LogException {
    byte[] kept = tiles.hashes(level, number);
    if (!Arrays.equals(hashes, Arrays.copyOf(kept, hashes.length))) {
      throw LogProblems.damaged(
          files.file(TilePath.of(level, number, hashes.length / TreeHash.BYTES)),
          "does not fit the entries under it");
    }
  }
}
