package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.ClusterCache;
import dev.seaworthy.admission.Reviewer;
import dev.seaworthy.admission.web.Certificate;
import dev.seaworthy.admission.web.FileWatch;
import dev.seaworthy.admission.web.Lookout;
import dev.seaworthy.admission.web.ServedCertificate;
import dev.seaworthy.admission.web.StatusHandler;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A validating admission webhook. Nothing that a request waits for is read from disk or network:
 * bundles, modes and certificates are in memory, and are replaced as a whole when files change.
 */
public final class AdmissionServer implements AutoCloseable {
  private static final int THREADS = 32;
  private static final int IDLE_MILLIS = 90_000;

  /** For clients to close connections that nothing is under way on. */
  private static final int STOP_MILLIS = 500;

  private static final long DEPARTURE_POLL_MILLIS = 20;

  private final ServerOptions options;
  private final ReviewerSource source;
  private final Clock clock;
  private final Metrics metrics = new Metrics();
  private final EventLog log;
  private final ServedCertificate certificate;
  private final DecisionKeeper decisions;
  private final Desk desk;
  private final Room room;
  private final Leave leave = new Leave();
  private final HTTP2ServerConnectionFactory http2;
  private final Server server;
  private final ServerConnector connector;
  private final WaiverWatch waiverWatch;
  private final Lookout lookout;
  private final WarmUp warmUp;
  private final Thread warming = new Thread(this::warm, "warm-up");
  private volatile Reviewer inForce;
  private volatile boolean warm;
  private volatile boolean draining;

  private AdmissionServer(
      ServerOptions options, ReviewerSource source, String version, Clock clock, PrintStream out)
      throws AdmissionException {
    this.options = options;
    this.source = source;
    this.clock = clock;
    this.inForce = source.read();
    this.warmUp = new WarmUp(options.warmUp(), clock);
    this.warm = !warmUp.isAsked();
    warming.setDaemon(true);
    this.certificate =
        new ServedCertificate(Certificate.read(options.certificate(), options.key()));
    this.log = new EventLog(out, clock, metrics);
    this.decisions = keeper(options);
    this.desk = new Desk(options, this::reviewer, clock, metrics, log);
    this.room = new Room(options.waitingBytes(), metrics);
    this.server = new Server(new QueuedThreadPool(THREADS));
    HttpConfiguration http = http(leave);
    this.http2 = new HTTP2ServerConnectionFactory(http);
    this.connector = connector(server, certificate, http, http2);
    connector.setHost(options.host());
    connector.setPort(options.port());
    server.addConnector(connector);
    server.setHandler(
        new GracefulHandler(
            new Handler.Sequence(
                new ReviewHandler(desk, room, options.deadline(), metrics, log, decisions),
                new StatusHandler(() -> versions(version), this::hindrance, metrics::text))));
    server.setStopTimeout(STOP_MILLIS);
    this.waiverWatch = new WaiverWatch(this::reviewer, clock, log);
    FileWatch policies = new FileWatch("policies", source.files(), this::renewPolicies, log);
    FileWatch certificates =
        new FileWatch(
            "certificate",
            List.of(options.certificate(), options.key()),
            this::renewCertificate,
            log);
    List<Runnable> looks =
        new ArrayList<>(List.of(policies::look, certificates::look, waiverWatch::look));
    source.cluster().ifPresent(cache -> looks.add(new CacheWatch(cache, log)::look));
    source.cluster().ifPresent(cache -> metrics.cache(cache::held));
    this.lookout = new Lookout(looks, options.reload());
    countWaivers();
    metrics.inForce(inForce.bundles());
    metrics.certificate(certificate::ends);
  }

  /**
   * Starts to listen.
   *
   * @param version the program's own
   * @param out takes a line of JSON for each decision and event
   * @throws AdmissionException if bundles, certificate or address cannot be used
   */
  public static AdmissionServer start(
      ServerOptions options, ReviewerSource source, String version, Clock clock, PrintStream out)
      throws AdmissionException {
    AdmissionServer started = new AdmissionServer(options, source, version, clock, out);
    started.listen();
    return started;
  }

  /** The port that is listened on. */
  public int port() {
    return connector.getLocalPort();
  }

  /**
   * Tells that no more reviews should be sent, serves those that still come for as long as the
   * options say, answers what is under way, and stops.
   */
  @Override
  public void close() {
    draining = true;
    log.event("draining");
    lookout.close();
    warming.interrupt();
    leave.take(http2);
    try {
      TimeUnit.NANOSECONDS.sleep(options.drain().toNanos());
      awaitDepartures();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    desk.settle(options.deadline());
    waiverWatch.tellUnused();
    stop();
    desk.close();
    room.close();
    source.cluster().ifPresent(ClusterCache::close);
    decisions.close();
    log.event("stopped");
    log.close();
  }

  // Jetty declares no narrower exception for what its parts may throw.
  private void listen() throws AdmissionException {
    try {
      server.start();
    } catch (Exception e) {
      stop();
      throw new AdmissionException(
          new Problem(
              "CANNOT_LISTEN",
              "`%s:%d` cannot be listened on".formatted(options.host(), options.port()),
              "choose an address of this machine and a port that is free"));
    }
    waiverWatch.look();
    lookout.start();
    log.event("listening");
    warming.start();
  }

  /**
   * Waits as long again for clients that kept a connection and did not use it yet: what they send
   * in the moment that it is closed is lost, and an API server does not send it twice.
   */
  private void awaitDepartures() throws InterruptedException {
    long end = System.nanoTime() + options.drain().toNanos();
    while (!connector.getConnectedEndPoints().isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(DEPARTURE_POLL_MILLIS);
    }
  }

  private void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      // Nothing is left to be done about a part that does not stop.
      log.event("stopped-late");
    }
  }

  /** A server that cannot judge samples says so, and answers reviews as undecided. */
  private void warm() {
    try {
      warmUp.run(inForce);
    } catch (PolicyException e) {
      log.problem("warm-up-failed", e.problem());
    } catch (RuntimeException | StackOverflowError e) {
      // A defect that samples show must not keep the server from answering.
      log.event("warm-up-broken");
    }
    warm = true;
    log.event("ready");
  }

  /** What cannot judge the samples does not replace what can. */
  private void renewPolicies() throws AdmissionException {
    Reviewer next = source.read();
    try {
      warmUp.run(next);
    } catch (PolicyException e) {
      throw new AdmissionException(e.problem());
    } catch (StackOverflowError e) {
      throw new AdmissionException(
          new Problem(
              "INTERNAL",
              "the bundles cannot judge a plain object: they recurse without end",
              "put the former bundles back, and report it with these"));
    }
    next.waivers().continueFrom(inForce.waivers());
    inForce = next;
    metrics.inForce(next.bundles());
  }

  private void renewCertificate() throws AdmissionException {
    certificate.replace(Certificate.read(options.certificate(), options.key()));
  }

  private DecisionKeeper keeper(ServerOptions given) throws AdmissionException {
    return given.decisions().isPresent()
        ? DecisionLog.open(given.decisions().get(), clock, metrics, log)
        : DecisionKeeper.NONE;
  }

  private void countWaivers() {
    metrics.waivers("holding", () -> inForce.waivers().holding(clock.instant()));
    metrics.waivers("unused", () -> inForce.waivers().unused(clock.instant()));
    metrics.waivers("expired", () -> inForce.waivers().expired(clock.instant()));
  }

  private Reviewer reviewer() {
    return inForce;
  }

  private String versions(String version) {
    Map<String, Object> bundles = new TreeMap<>();
    for (PolicyBundle bundle : inForce.bundles()) {
      bundles.put(
          bundle.name(), Map.of("version", bundle.version(), "digest", bundle.digest().toString()));
    }
    return CanonicalJson.of(Map.of("version", version, "bundles", bundles)).toString();
  }

  private Optional<String> hindrance() {
    if (draining) {
      return Optional.of("draining");
    }
    if (!warm) {
      return Optional.of("warming up");
    }
    return clock.instant().isAfter(certificate.ends())
        ? Optional.of("the certificate has ended")
        : source.cluster().flatMap(ClusterCache::hindrance);
  }

  private static HttpConfiguration http(Leave leave) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // A kubelet probes by the pod's address, which no certificate of the Service names.
    http.addCustomizer(new SecureRequestCustomizer(false));
    http.addCustomizer(leave);
    return http;
  }

  private static ServerConnector connector(
      Server server,
      ServedCertificate certificate,
      HttpConfiguration http,
      HTTP2ServerConnectionFactory http2) {
    HttpConnectionFactory http1 = new HttpConnectionFactory(http);
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(http1.getProtocol());
    ServerConnector connector =
        new ServerConnector(
            server,
            new SslConnectionFactory(certificate.handshakes(), alpn.getProtocol()),
            alpn,
            http2,
            http1);
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
  }
}
