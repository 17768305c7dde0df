package dev.seaworthy.engine.seal;

import java.util.SortedMap;

/**
 * Adds files about a sealed verdict to its evidence bundle, or puts others in place of those of
 * their names, before the index is signed.
 */
@FunctionalInterface
public interface Supplement {
  /**
   * The files, by their names in the bundle.
   *
   * @param seal the sealed verdict's file
   * @throws BundleException if they cannot be had, so that there is no bundle
   */
  SortedMap<String, byte[]> files(byte[] seal) throws BundleException;
}
