package dev.seaworthy.cli.log;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.transfer.WitnessRequest;
import dev.seaworthy.engine.log.Cosigned;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogReader;
import dev.seaworthy.engine.log.Witnesses;

/** Asks a witness to sign a log's checkpoint, after the proof that the log only grew. */
public final class Witnessing {
  /** A witness may see other checkpoints of the log meanwhile, but not for ever. */
  private static final int TRIES = 4;

  private final WitnessRequest requests = new WitnessRequest();
  private final LogReader log;
  private final Witnesses witnesses;

  /**
   * @param log without trust in any witness yet
   * @param witnesses whose signatures are taken
   */
  public Witnessing(LogReader log, Witnesses witnesses) {
    this.log = log;
    this.witnesses = witnesses;
  }

  /**
   * Asks.
   *
   * @param checkpoint that the signature is put under
   * @throws ConfigurationException if the witness refuses, or cannot be reached
   * @throws LogException if its answer does not hold, or it has seen more than there is
   */
  public Cosigned.Taken ask(String address, Cosigned checkpoint)
      throws ConfigurationException, LogException {
    long seen = 0;
    for (int i = 0; i < TRIES; i++) {
      WitnessRequest.Reply reply = requests.post(address, log.requestFrom(seen).text());
      if (reply.isSigned()) {
        return checkpoint.with(reply.lines(), witnesses);
      }
      if (i > 0 && reply.seen() == seen) {
        throw new ConfigurationException(
            "LOG_REWRITTEN",
            "the witness at `%s` has seen other %d entries of this log".formatted(address, seen),
            "find out who holds which log: one of them was rewritten");
      }
      seen = reply.seen();
    }
    throw new ConfigurationException(
        "SERVER_REFUSED",
        "the witness at `%s` says each time that it has seen something else".formatted(address),
        "ask again later");
  }
}
