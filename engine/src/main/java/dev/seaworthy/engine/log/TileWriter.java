package dev.seaworthy.engine.log;

import java.io.ByteArrayOutputStream;

/**
 * Adds entries to a log's tiles. What is written is beyond the checkpoint until a new one is
 * signed; written again after a crash it has the same bytes.
 */
final class TileWriter {
  private final LogFiles files;
  private final TileStack hashes;
  private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();
  private boolean grown;
  private long size;

  /** Goes on where a log of {@code size} entries ends. */
  TileWriter(LogFiles files, long size) throws LogException {
    this.files = files;
    this.size = size;
    this.hashes =
        new TileStack(
            (level, number, tile) ->
                files.writeTile(level, number, tile.length / TreeHash.BYTES, tile));
    Tiles tiles = new Tiles(files, size);
    if (size % TilePath.WIDTH > 0) {
      tiles.entries(size / TilePath.WIDTH).forEach(entry -> EntryBundle.append(bundle, entry));
    }
    long count = size;
    for (int level = 0; count > 0; level++, count /= TilePath.WIDTH) {
      int width = (int) (count % TilePath.WIDTH);
      long number = count / TilePath.WIDTH;
      byte[] open = width > 0 ? tiles.hashes(level, number) : new byte[0];
      hashes.resume(number, open, width * TreeHash.BYTES);
    }
  }

  /** The number of entries, with those that were added. */
  long size() {
    return size;
  }

  /** Adds an entry. */
  void add(byte[] entry) throws LogException {
    EntryBundle.append(bundle, entry);
    hashes.add(TreeHash.ofLeaf(entry));
    size++;
    grown = true;
    if (size % TilePath.WIDTH == 0) {
      writeBundle(size / TilePath.WIDTH - 1, TilePath.WIDTH);
    }
  }

  /** Writes the tiles that are not full; gives the number of entries. */
  long finish() throws LogException {
    if (grown) {
      writeBundle(size / TilePath.WIDTH, (int) (size % TilePath.WIDTH));
    }
    hashes.finish();
    return size;
  }

  private void writeBundle(long number, int width) throws LogException {
    files.writeTile(LogFiles.ENTRIES, number, width, bundle.toByteArray());
    bundle.reset();
    grown = false;
  }
}
