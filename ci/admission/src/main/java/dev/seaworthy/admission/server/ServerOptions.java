package dev.seaworthy.admission.server;

import dev.seaworthy.admission.ReviewReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to serve.
 *
 * @param host the address to listen on
 * @param port 0 for any that is free
 * @param certificate PEM file of the chain, the server's own first
 * @param key PEM file of the private key
 * @param deadline by when a review is answered, judged or not; a review that names a shorter
 *     timeout gets less
 * @param workers how many reviews are judged at once
 * @param waiting how many more may wait; those beyond are answered as not judged
 * @param waitingBytes how many bytes all these may have; those beyond wait unread
 * @param drain how long requests are still taken after the server is told to stop
 * @param reload how often files are looked at for changes
 * @param warmUp how long samples are judged before the server says that it is ready
 * @param decisions where decisions are kept, if they are
 */
public record ServerOptions(
    String host,
    int port,
    Path certificate,
    Path key,
    Duration deadline,
    int workers,
    int waiting,
    long waitingBytes,
    Duration drain,
    Duration reload,
    Duration warmUp,
    Optional<DecisionFolder> decisions) {
  /** The least that may wait: one review of any size. */
  public static final long LEAST_BYTES = ReviewReader.MAX_BYTES;

  public ServerOptions {
    if (waitingBytes < LEAST_BYTES) {
      throw new IllegalArgumentException("a review of any size finds room");
    }
    if (workers < 1 || waiting < 1 || deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("a server has a worker, room to wait and a deadline");
    }
  }
}
