package dev.seaworthy.cli.stamp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.stamp.StampException;
import dev.seaworthy.engine.stamp.TestAuthority;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An authority for tests and demonstrations that answers this machine alone. */
public final class TestStampServer implements AutoCloseable {
  private static final int MAX_QUERY = 1 << 14;

  /** What {@link #address} says, whichever family of addresses this machine prefers. */
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final AtomicLong serial = new AtomicLong();
  private final TestAuthority authority;
  private final Clock clock;
  private final HttpServer server;

  private TestStampServer(TestAuthority authority, Clock clock, HttpServer server) {
    this.authority = authority;
    this.clock = clock;
    this.server = server;
  }

  /**
   * Starts to listen on the loopback interface.
   *
   * @param port 0 for any that is free
   */
  public static TestStampServer start(TestAuthority authority, Clock clock, int port)
      throws ConfigurationException {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
      TestStampServer started = new TestStampServer(authority, clock, server);
      server.createContext("/", started::answer);
      server.start();
      return started;
    } catch (IOException e) {
      throw new ConfigurationException(
          "CANNOT_LISTEN",
          "port %d of 127.0.0.1 cannot be listened on".formatted(port),
          "name another with `--port`, or 0 for any that is free");
    }
  }

  /** Where it answers. */
  public URI address() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] query = exchange.getRequestBody().readNBytes(MAX_QUERY);
      byte[] response =
          authority.answer(
              query,
              clock.instant().truncatedTo(ChronoUnit.SECONDS),
              BigInteger.valueOf(serial.incrementAndGet()));
      exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
      exchange.sendResponseHeaders(200, response.length);
      exchange.getResponseBody().write(response);
    } catch (StampException e) {
      exchange.sendResponseHeaders(400, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
