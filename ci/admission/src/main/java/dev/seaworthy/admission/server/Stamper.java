package dev.seaworthy.admission.server;

import dev.seaworthy.engine.evidence.Problem;
import java.util.List;
import java.util.function.Consumer;

/** Asks time-stamp authorities (RFC 3161). */
@FunctionalInterface
public interface Stamper {
  /**
   * The answers that hold: each a whole TimeStampResp over {@code bytes}. It may take as long as a
   * network takes.
   *
   * @param failed is told of each authority that gives none
   */
  List<byte[]> stamp(byte[] bytes, Consumer<Problem> failed);
}
