package dev.seaworthy.admission.certify;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.web.Reply;
import dev.seaworthy.engine.evidence.Problem;
import java.time.Duration;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Tells a kubelet how a certifier fares, over HTTP: {@code /healthz} whether it still looks, {@code
 * /readyz} whether its last look left everything as it should be.
 */
public final class Pulse implements AutoCloseable {
  private static final int THREADS = 4;

  private final Server server = new Server(new QueuedThreadPool(THREADS));
  private final ServerConnector connector = new ServerConnector(server, 1, 1);
  private final Duration longest;
  private volatile long looked = System.nanoTime();
  private volatile boolean well;

  private Pulse(Duration longest) {
    this.longest = longest;
  }

  /**
   * Begins to listen on all addresses.
   *
   * @param longest between two looks, beyond which it counts as stuck
   * @throws AdmissionException if the port cannot be listened on
   */
  public static Pulse listen(int port, Duration longest) throws AdmissionException {
    Pulse pulse = new Pulse(longest);
    pulse.start(port);
    return pulse;
  }

  // Jetty declares no narrower exception for what its parts may throw.
  private void start(int port) throws AdmissionException {
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new Answers());
    try {
      server.start();
    } catch (Exception e) {
      throw new AdmissionException(
          new Problem(
              "CANNOT_LISTEN",
              "port %d cannot be listened on".formatted(port),
              "choose a port that is free"));
    }
  }

  /** The port that is listened on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** A look ended. */
  public void looked(boolean asItShouldBe) {
    looked = System.nanoTime();
    well = asItShouldBe;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      // The process ends, and the port with it.
      return;
    }
  }

  private boolean isStuck() {
    return System.nanoTime() - looked > longest.toNanos();
  }

  private final class Answers extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = Request.getPathInContext(request);
      int status =
          switch (path) {
            case "/healthz" -> status(!isStuck());
            case "/readyz" -> status(well && !isStuck());
            default -> HttpStatus.NOT_FOUND_404;
          };
      String text = status == HttpStatus.OK_200 ? "ok\n" : "not as it should be\n";
      Reply.send(response, callback, status, Reply.TEXT, text);
      return true;
    }

    private static int status(boolean good) {
      return good ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503;
    }
  }
}
