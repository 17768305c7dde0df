package dev.seaworthy.cli.log;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogResources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Shows a log over HTTP as C2SP tlog-tiles has it: to read, and nothing but what is public. */
public final class LogServer implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int FAILED = 500;
  private static final int NO_BODY = -1;

  private final LogResources log;
  private final Consumer<Problem> failed;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  private LogServer(LogResources log, Consumer<Problem> failed, HttpServer server) {
    this.log = log;
    this.failed = failed;
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param failed is told of files that cannot be read
   * @param port 0 for any that is free
   */
  public static LogServer start(
      LogResources log, Consumer<Problem> failed, String address, int port)
      throws ConfigurationException {
    try {
      InetSocketAddress place = new InetSocketAddress(InetAddress.getByName(address), port);
      LogServer started = new LogServer(log, failed, HttpServer.create(place, 0));
      started.server.createContext("/", started::answer);
      started.server.setExecutor(started.threads);
      started.server.start();
      return started;
    } catch (IOException e) {
      throw new ConfigurationException(
          "CANNOT_LISTEN",
          "port %d of `%s` cannot be listened on".formatted(port, address),
          "name another with `--listen` and `--port`, or port 0 for any that is free");
    }
  }

  /** Where it answers. */
  public URI address() {
    InetSocketAddress place = server.getAddress();
    String host = place.getAddress().getHostAddress();
    return URI.create(
        "http://%s:%d/".formatted(host.contains(":") ? "[" + host + "]" : host, place.getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (method.equals("GET") || method.equals("HEAD")) {
        show(exchange, method);
      } else {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(NOT_ALLOWED, NO_BODY);
      }
    }
  }

  private void show(HttpExchange exchange, String method) throws IOException {
    try {
      // As it was sent: what needs decoding is no path of a log.
      String path = exchange.getRequestURI().getRawPath().replaceFirst("^/", "");
      Optional<byte[]> found = log.at(path);
      if (found.isEmpty()) {
        exchange.sendResponseHeaders(NOT_FOUND, NO_BODY);
        return;
      }
      describe(exchange.getResponseHeaders(), path);
      send(exchange, method, found.get());
    } catch (LogException e) {
      failed.accept(e.problem());
      exchange.sendResponseHeaders(FAILED, NO_BODY);
    }
  }

  private static void describe(Headers headers, String path) {
    boolean tile = LogResources.isTile(path);
    headers.set("Content-Type", tile ? "application/octet-stream" : "text/plain; charset=utf-8");
    headers.set("Cache-Control", tile ? "public, max-age=31536000, immutable" : "no-cache");
    headers.set("X-Content-Type-Options", "nosniff");
  }

  private static void send(HttpExchange exchange, String method, byte[] body) throws IOException {
    if (method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(OK, NO_BODY);
      return;
    }
    exchange.sendResponseHeaders(OK, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
