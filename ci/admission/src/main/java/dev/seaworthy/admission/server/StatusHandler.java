package dev.seaworthy.admission.server;

import dev.seaworthy.admission.Reviewer;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what watches the server: {@code /healthz}, {@code /readyz}, {@code /version}, metrics.
 */
final class StatusHandler extends Handler.Abstract {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final String version;
  private final Supplier<Reviewer> inForce;
  private final Supplier<Optional<String>> hindrance;
  private final Metrics metrics;

  /**
   * @param hindrance why no review should be sent here now; empty where nothing is in the way
   */
  StatusHandler(
      String version,
      Supplier<Reviewer> inForce,
      Supplier<Optional<String>> hindrance,
      Metrics metrics) {
    this.version = version;
    this.inForce = inForce;
    this.hindrance = hindrance;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    switch (Request.getPathInContext(request)) {
      case "/healthz" -> Reply.send(response, callback, HttpStatus.OK_200, Reply.TEXT, "ok\n");
      case "/readyz" -> ready(response, callback);
      case "/version" -> Reply.send(response, callback, HttpStatus.OK_200, Reply.JSON, versions());
      case "/metrics" ->
          Reply.send(response, callback, HttpStatus.OK_200, PROMETHEUS, metrics.text());
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

  private String versions() {
    Map<String, Object> bundles = new TreeMap<>();
    for (PolicyBundle bundle : inForce.get().bundles()) {
      bundles.put(
          bundle.name(), Map.of("version", bundle.version(), "digest", bundle.digest().toString()));
    }
    return CanonicalJson.of(Map.of("version", version, "bundles", bundles)).toString();
  }
}
