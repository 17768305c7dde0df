package dev.seaworthy.cli.rehearse;

import dev.seaworthy.collectors.postgresql.Sample;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** How far replicas fell behind, from samples. Replicas of one name are taken together. */
final class ReplicaHistory {
  /** One of them, the worst of all samples. */
  static final class Behind {
    private String sync = "";
    private int samples;
    private boolean lost;
    private OptionalDouble bytes = OptionalDouble.empty();
    private OptionalDouble write = OptionalDouble.empty();
    private OptionalDouble flush = OptionalDouble.empty();
    private OptionalDouble replay = OptionalDouble.empty();

    private void take(Sample.Replica replica) {
      sync = replica.sync();
      bytes = most(bytes, replica.bytes());
      write = most(write, replica.writeSeconds());
      flush = most(flush, replica.flushSeconds());
      replay = most(replay, replica.replaySeconds());
    }

    String sync() {
      return sync;
    }

    int samples() {
      return samples;
    }

    /** Whether it was missing after it had been seen. */
    boolean wasLost() {
      return lost;
    }

    OptionalDouble bytes() {
      return bytes;
    }

    OptionalDouble write() {
      return write;
    }

    OptionalDouble flush() {
      return flush;
    }

    OptionalDouble replay() {
      return replay;
    }
  }

  private final Map<String, Behind> replicas = new TreeMap<>();

  /** Takes the next sample. */
  void take(Sample sample) {
    Set<String> seen = new HashSet<>();
    for (Sample.Replica replica : sample.replicas()) {
      Behind behind = replicas.computeIfAbsent(replica.name(), name -> new Behind());
      behind.take(replica);
      if (seen.add(replica.name())) {
        behind.samples++;
      }
    }
    replicas.forEach((name, behind) -> behind.lost |= !seen.contains(name));
  }

  Map<String, Behind> replicas() {
    return replicas;
  }

  /** The greater; what is unknown is no number. */
  static OptionalDouble most(OptionalDouble one, OptionalDouble other) {
    if (one.isEmpty()) {
      return other;
    }
    return other.isEmpty()
        ? one
        : OptionalDouble.of(Math.max(one.getAsDouble(), other.getAsDouble()));
  }
}
