package dev.seaworthy.collectors.load;

import dev.seaworthy.collectors.document.LineStream;
import java.io.IOException;

/** Reads results of one form that come line by line. */
interface LoadReader {
  /** Reads to the end; what is wrong goes to the faults, and the rest is read. */
  LoadRun read(LineStream lines) throws IOException;
}
