package dev.seaworthy.engine.seal;

import java.util.SortedMap;

/** Adds files about a sealed verdict to its evidence bundle, before the index is signed. */
@FunctionalInterface
public interface Supplement {
  /**
   * The files, by their names in the bundle.
   *
   * @param seal the sealed verdict's file
   */
  SortedMap<String, byte[]> files(byte[] seal);
}
