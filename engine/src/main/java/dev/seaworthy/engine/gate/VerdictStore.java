package dev.seaworthy.engine.gate;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.Digest;

/**
 * Keeps sealed verdicts, each under the digest of its bytes. Nothing is ever changed or taken out.
 * A store trusts nobody: what it gives back is judged by {@link Ledger}.
 *
 * <p>Safe for many threads and processes. Every implementation passes the same contract test.
 */
public interface VerdictStore {
  /** Takes what a store holds, one at a time; an implementation keeps no more than one at hand. */
  interface Reader {
    /**
     * A verdict's file.
     *
     * @param name the digest it is kept under, which its bytes may or may not have
     */
    void verdict(Digest name, byte[] sealed);

    /** Something in the store that could not be read as a verdict's file. */
    void unreadable(String name, Problem problem);
  }

  /** Decides whether a verdict may still be added. */
  @FunctionalInterface
  interface Condition {
    /** Asked while nobody else adds; may read the store. */
    boolean holds() throws StoreException;
  }

  /**
   * Reads everything, in the order of names. A verdict that is being added is read whole or not at
   * all.
   *
   * @throws StoreException if the store as a whole cannot be read
   */
  void read(Reader reader) throws StoreException;

  /**
   * Adds a verdict, whole or not at all, and so that it outlives a crash. One that is there already
   * stays as it is; bytes under its name that are not its own are put right.
   *
   * @return whether it is in the store now: false if {@code condition} did not hold
   * @throws StoreException if it cannot be written
   */
  boolean append(byte[] sealed, Condition condition) throws StoreException;
}
