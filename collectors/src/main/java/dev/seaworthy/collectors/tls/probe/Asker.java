package dev.seaworthy.collectors.tls.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** Asks one endpoint, one connection after the other; what has no answer is asked once more. */
final class Asker {
  /** Does something on a connection that is ready for TLS. */
  @FunctionalInterface
  interface Exchange<T> {
    T on(Link link) throws IOException;
  }

  /** No connection that is ready for TLS, in words. */
  static final class UnreachedException extends Exception {
    UnreachedException(String message) {
      super(message);
    }
  }

  private static final String TIME_IS_UP = "the time for this endpoint ran out";

  private final ProbeTarget target;
  private final ProbeLimits limits;
  private final Pace pace;
  private final SecureRandom random = new SecureRandom();
  private final long deadline;
  private int connections;
  private Optional<InetAddress> address = Optional.empty();

  Asker(ProbeTarget target, ProbeLimits limits, Pace pace) {
    this.target = target;
    this.limits = limits;
    this.pace = pace;
    this.deadline = System.nanoTime() + limits.endpoint().toNanos();
  }

  /** How many connections were made or tried. */
  int connections() {
    return connections;
  }

  /** The address that the name stood for. */
  Optional<String> address() {
    return address.map(InetAddress::getHostAddress);
  }

  Answer ask(ClientHello hello) {
    Answer first = askOnce(hello);
    return first.isFinal() ? first : second(first, askOnce(hello));
  }

  /** A dropped connection tells more than silence does. */
  private static Answer second(Answer first, Answer second) {
    return second instanceof Answer.Silent && first instanceof Answer.Dropped ? first : second;
  }

  private Answer askOnce(ClientHello hello) {
    byte[] bytes = new byte[ClientHello.RANDOM_BYTES];
    random.nextBytes(bytes);
    try {
      return with(
          link -> {
            try {
              link.write(hello.toBytes(bytes));
            } catch (SocketTimeoutException e) {
              throw e;
            } catch (IOException e) {
              return new Answer.Dropped("it reset the connection");
            }
            return new FlightReader(link).read(hello.version());
          });
    } catch (UnreachedException e) {
      return new Answer.Silent(String.valueOf(e.getMessage()));
    }
  }

  /** Connects, and does what comes before TLS. */
  <T> T with(Exchange<T> exchange) throws UnreachedException {
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    // Sockets wait in milliseconds: in less, nothing could answer.
    if (left.toMillis() <= 0) {
      throw new UnreachedException(TIME_IS_UP);
    }
    try {
      InetSocketAddress at = new InetSocketAddress(resolved(), target.port());
      pace.await(at.getAddress().getHostAddress());
      connections++;
      Duration whole = left.compareTo(limits.connection()) < 0 ? left : limits.connection();
      try (Link link = Link.to(at, limits.connection(), whole)) {
        target.startTls().on(link);
        return exchange.on(link);
      }
    } catch (StartTls.RefusedException e) {
      throw new UnreachedException(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachedException("the probe was stopped");
    } catch (IOException e) {
      throw new UnreachedException(words(e));
    }
  }

  /** Looked up once: all connections go to the same machine. */
  private InetAddress resolved() throws UnknownHostException {
    if (address.isEmpty()) {
      address = Optional.of(InetAddress.getByName(target.connectTo()));
    }
    return address.get();
  }

  private static String words(IOException e) {
    if (e instanceof UnknownHostException) {
      return "its name stands for no address";
    }
    if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      return "nothing answers there: the connection is refused";
    }
    if (e instanceof SocketTimeoutException) {
      return "it did not answer in time";
    }
    return "the connection broke before TLS began";
  }
}
