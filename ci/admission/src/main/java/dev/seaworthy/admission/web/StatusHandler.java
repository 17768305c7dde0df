package dev.seaworthy.admission.web;

import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what watches the server: {@code /healthz}, {@code /readyz}, {@code /version}, metrics.
 */
public final class StatusHandler extends Handler.Abstract {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<String> versions;
  private final Supplier<Optional<String>> hindrance;
  private final Supplier<String> metrics;

  /**
   * A handler.
   *
   * @param versions of the program and what it works with, as JSON
   * @param hindrance why nothing should be sent here now; empty where nothing is in the way
   * @param metrics in Prometheus' text format
   */
  public StatusHandler(
      Supplier<String> versions, Supplier<Optional<String>> hindrance, Supplier<String> metrics) {
    this.versions = versions;
    this.hindrance = hindrance;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    switch (Request.getPathInContext(request)) {
      case "/healthz" -> Reply.send(response, callback, HttpStatus.OK_200, Reply.TEXT, "ok\n");
      case "/readyz" -> ready(response, callback);
      case "/version" ->
          Reply.send(response, callback, HttpStatus.OK_200, Reply.JSON, versions.get());
      case "/metrics" ->
          Reply.send(response, callback, HttpStatus.OK_200, PROMETHEUS, metrics.get());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void ready(Response response, Callback callback) {
    Optional<String> why = hindrance.get();
    int status = why.isEmpty() ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503;
    Reply.send(response, callback, status, Reply.TEXT, why.orElse("ok") + "\n");
  }
}
