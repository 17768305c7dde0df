package dev.seaworthy.engine.gate;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.Digest;
import java.util.TreeMap;

/** A store that forgets, and that takes what no honest store would. */
final class MemoryStore implements VerdictStore {
  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private Runnable meanwhile = () -> {};

  /** Does something once, between a gate's reading and its adding. */
  void meanwhile(Runnable act) {
    meanwhile = act;
  }

  void put(String name, byte[] bytes) {
    files.put(name, bytes);
  }

  void remove(Digest name) {
    files.remove(name.toString());
  }

  @Override
  public void read(Reader reader) {
    files.forEach(
        (name, bytes) -> {
          if (Digest.isWellFormed(name)) {
            reader.verdict(Digest.parse(name), bytes);
          } else {
            reader.unreadable(name, new Problem("UNREADABLE", "it cannot be read", "mend it"));
          }
        });
  }

  @Override
  public boolean append(byte[] sealed, Condition condition) throws StoreException {
    Runnable act = meanwhile;
    meanwhile = () -> {};
    act.run();
    if (!condition.holds()) {
      return false;
    }
    files.put(Digest.of(sealed).toString(), sealed);
    return true;
  }
}
