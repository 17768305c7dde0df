package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogReader;
import dev.seaworthy.engine.log.LogStamps;
import dev.seaworthy.engine.log.RangeProof;
import dev.seaworthy.engine.log.StampedCheckpoint;
import dev.seaworthy.engine.seal.DecisionBundle.Cut;
import dev.seaworthy.engine.seal.DecisionCoverage;
import dev.seaworthy.engine.seal.Period;
import dev.seaworthy.engine.seal.StampedHead;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a period out of logs: from its first entry to its last, with one before and one after. What
 * lies between is with them, even where a clock went back.
 */
public final class DecisionCuts {
  /** What fits in memory beside the bundle that is made of it. */
  private static final long MOST_BYTES = 256L << 20;

  /** What a bundle has room for, beside entries and their proofs. */
  private static final int MOST_STAMP_FILES = 500;

  private final Period period;
  private final VerificationKey key;
  private final int most;
  private long bytes;

  /**
   * Cuts a period out of logs.
   *
   * @param logs how many they are, at least one
   */
  public DecisionCuts(Period period, VerificationKey key, int logs) {
    this.period = period;
    this.key = key;
    this.most = Math.max(1, MOST_STAMP_FILES / logs);
  }

  /** Where a period lies in a log. */
  private final class Bounds {
    private long before;
    private long first = Long.MAX_VALUE;
    private long end;

    void look(long index, byte[] entry) {
      Optional<Instant> time = DecisionCoverage.time(entry);
      if (time.isEmpty()) {
        return;
      }
      if (period.contains(time.get())) {
        first = Math.min(first, index);
        end = index + 1;
      } else if (time.get().isBefore(period.since())) {
        before = index + 1;
      }
    }

    long from() {
      return Math.max(0, (end == 0 ? before : first) - 1);
    }

    long to(long size) {
      return Math.min(size, (end == 0 ? before : end) + 1);
    }
  }

  /**
   * What the log in a folder has of the period; the log is verified as far as it is read.
   *
   * @throws LogException if it does not hold
   * @throws ConfigurationException if the period is too much for one bundle
   */
  public Cut of(Path folder) throws LogException, ConfigurationException {
    LogReader reader = LogReader.open(folder, key);
    long size = reader.checkpoint().size();
    Bounds bounds = new Bounds();
    reader.read(0, size, bounds::look);
    List<byte[]> entries = new ArrayList<>();
    reader.read(
        bounds.from(),
        bounds.to(size),
        (index, entry) -> {
          bytes += entry.length;
          if (bytes <= MOST_BYTES) {
            entries.add(entry);
          }
        });
    requireRoom();
    RangeProof proof = reader.proveRange(bounds.from(), bounds.to(size));
    return new Cut(proof.verify(entries, key), proof, entries, stamps(folder, reader, proof));
  }

  /**
   * The time stamps of the first checkpoint over all these entries, and of those over some of them;
   * where there are very many, at equal distances.
   */
  private List<StampedHead> stamps(Path folder, LogReader reader, RangeProof proof)
      throws LogException {
    LogStamps kept = new LogStamps(folder);
    List<Long> over = new ArrayList<>();
    long end = proof.first() + proof.count();
    for (long size : kept.sizes()) {
      boolean covered = !over.isEmpty() && over.get(over.size() - 1) >= end;
      if (!covered && size > proof.first() && size <= reader.checkpoint().size()) {
        over.add(size);
      }
    }
    List<StampedCheckpoint> read = new ArrayList<>();
    for (long size : over) {
      read.add(kept.of(size));
    }
    int files = read.stream().mapToInt(one -> 2 + one.stamps().size()).sum();
    int distance = Math.max(1, (files + most - 1) / most);
    List<StampedHead> stamps = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      // The last is over the most.
      if ((read.size() - 1 - i) % distance == 0) {
        stamps.add(new StampedHead(read.get(i), reader.proveFrom(read.get(i).note())));
      }
    }
    return stamps;
  }

  private void requireRoom() throws ConfigurationException {
    if (bytes > MOST_BYTES) {
      throw new ConfigurationException(
          "PERIOD_TOO_LARGE",
          "the period has more than %d MiB of decisions".formatted(MOST_BYTES >> 20),
          "export shorter periods, one after the other");
    }
  }
}
