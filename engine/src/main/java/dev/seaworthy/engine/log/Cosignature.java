package dev.seaworthy.engine.log;

import java.time.Instant;

/**
 * That a witness saw a checkpoint.
 *
 * @param witness its name
 * @param at when, by its own clock
 */
public record Cosignature(String witness, Instant at) {
  @Override
  public String toString() {
    return "`%s` at %s".formatted(witness, at);
  }
}
