package dev.seaworthy.engine.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Grows the tiles of hashes above a sequence of leaves; the last one of each level is open. */
final class TileStack {
  /** Takes each tile once it is full, and at the end those that are not. */
  @FunctionalInterface
  interface Sink {
    /**
     * A tile.
     *
     * @param hashes one behind the other
     */
    void take(int level, long number, byte[] hashes) throws LogException;
  }

  private static final int FULL = TilePath.WIDTH * TreeHash.BYTES;

  private static final class Open {
    private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    private long number;
    private boolean grown;
  }

  private final List<Open> levels = new ArrayList<>();
  private final Sink sink;

  TileStack(Sink sink) {
    this.sink = sink;
  }

  /** Goes on from the open tile of the next level above; called before the first leaf is added. */
  void resume(long number, byte[] hashes, int length) {
    Open open = new Open();
    open.number = number;
    open.hashes.write(hashes, 0, length);
    levels.add(open);
  }

  void add(TreeHash leaf) throws LogException {
    add(0, leaf);
  }

  /** Hands on the tiles that have grown and are not full. */
  void finish() throws LogException {
    for (int level = 0; level < levels.size(); level++) {
      Open open = levels.get(level);
      if (open.grown) {
        sink.take(level, open.number, open.hashes.toByteArray());
      }
    }
  }

  private void add(int level, TreeHash hash) throws LogException {
    if (level == levels.size()) {
      levels.add(new Open());
    }
    Open open = levels.get(level);
    open.hashes.writeBytes(hash.bytes());
    open.grown = true;
    if (open.hashes.size() == FULL) {
      byte[] full = open.hashes.toByteArray();
      sink.take(level, open.number, full);
      open.hashes.reset();
      open.number++;
      open.grown = false;
      add(level + 1, Tiles.fold(full, 0, TilePath.WIDTH));
    }
  }
}
