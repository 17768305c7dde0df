package dev.seaworthy.cli.hook;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.forge.ForgeTarget;
import dev.seaworthy.cli.forge.Pause;
import dev.seaworthy.cli.forge.Publisher;
import dev.seaworthy.cli.forge.Token;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks each forge, once the server listens, for open requests whose newest commit bears no status
 * of ours: their events came while nobody listened, and some forges send none again.
 */
final class CatchUp implements AutoCloseable {
  static final String DELIVERY = "catch-up";

  private static final Duration NO_ROOM = Duration.ofSeconds(5);

  private final List<ServedRepository> repositories;
  private final JobQueue queue;
  private final HookLog log;
  private final Clock clock;
  private final Thread thread;

  CatchUp(List<ServedRepository> repositories, JobQueue queue, HookLog log, Clock clock) {
    this.repositories = repositories;
    this.queue = queue;
    this.log = log;
    this.clock = clock;
    this.thread = new Thread(this::run, "catch-up");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      int found = 0;
      for (ServedRepository served : repositories) {
        found += look(served);
      }
      log.caughtUp(repositories.size(), found);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A repository that cannot be asked keeps none of the others waiting. */
  private int look(ServedRepository served) throws InterruptedException {
    try {
      // One that is being judged bears no status yet either.
      List<RequestKey> left =
          publisher(served).unjudged(served.rules().name()).stream()
              .map(served::key)
              .filter(key -> !queue.holds(key))
              .toList();
      for (RequestKey key : left) {
        while (!queue.add(key, DELIVERY)) {
          Thread.sleep(NO_ROOM.toMillis());
        }
      }
      return left.size();
    } catch (ConfigurationException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      log.notCaughtUp(served, e.diagnostics().get(0).problem());
    } catch (IOException e) {
      log.unwritable(e);
    }
    return 0;
  }

  private Publisher publisher(ServedRepository served) throws ConfigurationException {
    ForgeTarget target =
        new ForgeTarget(served.kind(), served.api(), served.project(), ForgeTarget.NONE, "");
    Token token = Token.of(Optional.of(served.tokenFile()), served.kind(), Map.of());
    return Publisher.to(target, token, Pause.REAL, clock);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
