package dev.seaworthy.collectors.image;

import dev.seaworthy.engine.evidence.Observation;
import java.io.IOException;
import java.util.List;

/** Reads one report of a known form. */
interface ScanReader {
  /** Reads to the end, or throws; what was read until then is not lost. */
  void read() throws IOException;

  /** What was read so far, and what of it cannot be used. */
  List<Observation> observations(ScanSource source);

  /** Whether what is wrong in the report is wrong, and not a matter of a form not known here. */
  default boolean knowsTheForm() {
    return true;
  }
}
