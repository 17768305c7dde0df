package dev.seaworthy.collectors;

import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Observation;
import java.util.List;

/** A source that is asked over the network, not read from files: a cluster. */
public interface LiveSource {
  /**
   * What a live source had to say.
   *
   * @param name what coverage calls it, such as {@code cluster:staging}
   * @param observations what was seen and what could not be
   * @param skipped what was left aside on purpose
   * @param asked how many lists were asked for; they count as files do
   * @param answered how many of them came whole
   * @param objects objects read
   */
  record Reading(
      String name,
      List<Observation> observations,
      List<Coverage.Skipped> skipped,
      int asked,
      int answered,
      int objects) {
    public Reading {
      observations = List.copyOf(observations);
      skipped = List.copyOf(skipped);
    }
  }

  /** Asks once. What cannot be read becomes a gap; nothing is thrown for a source that fails. */
  Reading read();
}
