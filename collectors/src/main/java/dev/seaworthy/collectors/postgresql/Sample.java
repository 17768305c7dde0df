package dev.seaworthy.collectors.postgresql;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a server was doing at a moment.
 *
 * @param from when we began to ask, by our own steady clock in nanoseconds
 * @param to when all was answered
 * @param walBytes how far its log of changes is written, in bytes since the server was made
 * @param locks on tables, held
 * @param waits sessions that wait for a lock of any kind
 * @param replicas none where there are none, or the role may not see them
 * @param sizeBytes of the database, where it was asked for
 */
public record Sample(
    long from,
    long to,
    long walBytes,
    List<Lock> locks,
    List<Wait> waits,
    List<Replica> replicas,
    OptionalLong sizeBytes) {
  /**
   * A lock on a table or, through one of its indexes, on those who read it.
   *
   * @param holder the transaction that holds it
   * @param heldAtMost how long ago that transaction began, where the role may see it
   */
  public record Lock(
      String holder, long relation, String table, LockMode mode, OptionalDouble heldAtMost) {}

  /**
   * A session that waits.
   *
   * @param table empty where it waits for something else, such as a row
   * @param mode in the server's word
   * @param blockers how many sessions it waits for
   */
  public record Wait(int session, String table, String mode, double seconds, int blockers) {}

  /**
   * How far a replica is behind; what the server does not tell is absent.
   *
   * @param name that it gives itself
   * @param sync whether commits wait for it, in the server's word, such as {@code quorum}
   */
  public record Replica(
      String name,
      String sync,
      OptionalDouble bytes,
      OptionalDouble writeSeconds,
      OptionalDouble flushSeconds,
      OptionalDouble replaySeconds) {}

  public Sample {
    locks = List.copyOf(locks);
    waits = List.copyOf(waits);
    replicas = List.copyOf(replicas);
  }
}
