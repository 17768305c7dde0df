package dev.seaworthy.admission.web;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes answers. */
public final class Reply {
  public static final String JSON = "application/json";
  public static final String TEXT = "text/plain; charset=utf-8";

  private Reply() {}

  public static void send(
      Response response, Callback callback, int status, String type, String body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
  }

  public static void problem(Response response, Callback callback, int status, Problem problem) {
    String body =
        CanonicalJson.of(
                Map.of("code", problem.code(), "message", problem.message(), "mend", problem.fix()))
            .toString();
    send(response, callback, status, JSON, body);
  }
}
