package dev.seaworthy.admission.server;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.SessionContainer;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Has clients take leave of the connections that they keep, before the server ends: a balancer
 * sends new ones elsewhere, but knows nothing of those that stay open, and what is sent on one when
 * the server ends is lost. A connection by HTTP/1.1 is closed after its next answer; by HTTP/2 the
 * client is told to open another.
 */
final class Leave implements HttpConfiguration.Customizer {
  private volatile boolean taken;

  /** Begins; requests are answered as before. */
  void take(HTTP2ServerConnectionFactory http2) {
    taken = true;
    // Those that are opened from now on are few, and not told: a client would take it for a
    // refusal.
    for (SessionContainer container : http2.getContainedBeans(SessionContainer.class)) {
      for (Session session : container.getSessions()) {
        // The server's stop waits for what is under way.
        CompletableFuture<Void> unused = session.shutdown();
      }
    }
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    // HTTP/2 knows no such header.
    if (taken && request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
      responseHeaders.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    }
    return request;
  }
}
