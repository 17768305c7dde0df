package dev.seaworthy.engine.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds entries to a log's tiles. What is written is beyond the checkpoint until a new one is
 * signed; written again after a crash it has the same bytes.
 */
final class TileWriter {
  /** The last tile of a level, which is being filled. */
  private static final class Edge {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private long number;
    private int width;
    private boolean grown;

    void clear() {
      content.reset();
      number++;
      width = 0;
      grown = false;
    }
  }

  private final LogFiles files;
  private final Edge entries;
  private final List<Edge> levels = new ArrayList<>();
  private long size;

  /** Goes on where a log of {@code size} entries ends. */
  TileWriter(LogFiles files, long size) throws LogException {
    this.files = files;
    this.size = size;
    this.entries = edge(LogFiles.ENTRIES);
    for (int level = 0; level == 0 || size >> (8 * level) > 0; level++) {
      levels.add(edge(level));
    }
  }

  private Edge edge(int level) throws LogException {
    Edge edge = new Edge();
    long count = size >> (8 * Math.max(level, 0));
    edge.number = count / TilePath.WIDTH;
    edge.width = (int) (count % TilePath.WIDTH);
    if (edge.width > 0) {
      Tiles tiles = new Tiles(files, size);
      if (level == LogFiles.ENTRIES) {
        tiles.entries(edge.number).forEach(entry -> EntryBundle.append(edge.content, entry));
      } else {
        edge.content.write(tiles.hashes(level, edge.number), 0, edge.width * TreeHash.BYTES);
      }
    }
    return edge;
  }

  /** The number of entries, with those that were added. */
  long size() {
    return size;
  }

  /** Adds an entry. */
  void add(byte[] entry) throws LogException {
    EntryBundle.append(entries.content, entry);
    grow(LogFiles.ENTRIES, entries);
    add(0, TreeHash.ofLeaf(entry));
    size++;
  }

  /** Writes the tiles that are not full; gives the number of entries. */
  long finish() throws LogException {
    writePartial(LogFiles.ENTRIES, entries);
    for (int level = 0; level < levels.size(); level++) {
      writePartial(level, levels.get(level));
    }
    return size;
  }

  private void add(int level, TreeHash hash) throws LogException {
    if (level == levels.size()) {
      levels.add(new Edge());
    }
    Edge edge = levels.get(level);
    edge.content.writeBytes(hash.bytes());
    byte[] tile = edge.width + 1 == TilePath.WIDTH ? edge.content.toByteArray() : new byte[0];
    grow(level, edge);
    if (tile.length > 0) {
      add(level + 1, Tiles.fold(tile, 0, TilePath.WIDTH));
    }
  }

  private void grow(int level, Edge edge) throws LogException {
    edge.width++;
    edge.grown = true;
    if (edge.width == TilePath.WIDTH) {
      files.writeTile(level, edge.number, edge.width, edge.content.toByteArray());
      edge.clear();
    }
  }

  private void writePartial(int level, Edge edge) throws LogException {
    if (edge.grown) {
      files.writeTile(level, edge.number, edge.width, edge.content.toByteArray());
    }
  }
}
