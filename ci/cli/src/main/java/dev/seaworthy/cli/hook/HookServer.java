package dev.seaworthy.cli.hook;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.web.Certificate;
import dev.seaworthy.admission.web.FileWatch;
import dev.seaworthy.admission.web.Lookout;
import dev.seaworthy.admission.web.ServedCertificate;
import dev.seaworthy.admission.web.StatusHandler;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.ProgramIdentity;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.engine.disk.FolderLock;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Answers webhooks of forges, and judges the requests that they are about. */
public final class HookServer implements AutoCloseable {
  private static final int THREADS = 32;
  private static final int IDLE_MILLIS = 30_000;
  private static final int STOP_MILLIS = 500;
  private static final Duration BODY_PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(2);

  private final HookServerOptions options;
  private final Clock clock;
  private final HookMetrics metrics = new HookMetrics();
  private final HookLog log;
  private final FolderLock.Held lock;
  private final JobQueue queue;
  private final HookHandler hooks;
  private final Workers workers;
  private final Optional<ServedCertificate> certificate;
  private final Server server;
  private final ServerConnector connector;
  private final Lookout lookout;
  private final CatchUp catchUp;
  private volatile HookSettings settings;
  private volatile HookSecrets secrets;
  private volatile boolean draining;

  private HookServer(HookServerOptions options, Setup setup)
      throws ConfigurationException, AdmissionException, IOException {
    this.options = options;
    this.clock = setup.console().clock();
    this.settings = HookSettings.read(options.config());
    this.secrets = HookSecrets.read(options.secrets());
    this.certificate = certificate(options);
    this.log = new HookLog(setup.console().out(), clock, metrics);
    Files.createDirectories(options.state());
    this.lock = new FolderLock(options.state(), LOCK_PATIENCE).take();
    this.queue = JobQueue.open(options.state(), options.waiting(), clock, log);
    SeenDeliveries seen = SeenDeliveries.open(options.state(), clock);
    Intake intake = new Intake(this::settings, this::secrets, seen, queue, log);
    this.hooks = new HookHandler(intake, metrics, log, BODY_PATIENCE);
    Mirrors mirrors = new Mirrors(options.state(), options.fetch());
    this.workers = new Workers(queue, this::settings, mirrors, metrics, log, options, setup);
    this.server = new Server(new QueuedThreadPool(THREADS));
    this.connector = connector(server, certificate);
    connector.setHost(options.host());
    connector.setPort(options.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.setHandler(
        new GracefulHandler(
            new Handler.Sequence(
                hooks, new StatusHandler(HookServer::version, this::hindrance, metrics::text))));
    server.setStopTimeout(STOP_MILLIS);
    this.lookout = new Lookout(watches(), options.reload());
    this.catchUp = new CatchUp(settings.repositories(), queue, log, clock);
    metrics.queue(queue::depth, queue::running, this::oldestSeconds);
  }

  /**
   * Starts to listen and to judge.
   *
   * @throws ConfigurationException if what the options name cannot be used
   */
  public static HookServer start(HookServerOptions options, Setup setup)
      throws ConfigurationException {
    try {
      HookServer started = new HookServer(options, setup);
      started.listen();
      return started;
    } catch (AdmissionException e) {
      throw new ConfigurationException(e.problem());
    } catch (FolderLock.BusyException e) {
      throw new ConfigurationException(
          "HOOK_STATE_BUSY",
          "another server has the folder `%s`".formatted(options.state()),
          "stop it, or give each a folder of its own");
    } catch (IOException e) {
      throw new ConfigurationException(
          "HOOK_STATE_UNUSABLE",
          "the folder `%s` cannot be used".formatted(options.state()),
          "name a folder that this user may read and write: `--state DIR`");
    }
  }

  /** The port that is listened on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Where each forge is to post its events. */
  public List<String> paths() {
    return settings.sortedForges().keySet().stream().map(name -> HookHandler.PATH + name).toList();
  }

  // Jetty declares no narrower exception for what its parts may throw.
  private void listen() throws ConfigurationException {
    try {
      server.start();
    } catch (Exception e) {
      stop();
      release();
      throw new ConfigurationException(
          "CANNOT_LISTEN",
          "`%s:%d` cannot be listened on".formatted(options.host(), options.port()),
          "choose an address of this machine and a port that is free");
    }
    log.event("listening");
    lookout.start();
    workers.start();
    catchUp.start();
  }

  /** Takes no more events, lets jobs that are under way end, and leaves the others on disk. */
  @Override
  public void close() {
    draining = true;
    log.event("draining");
    lookout.close();
    catchUp.close();
    stop();
    workers.close();
    hooks.close();
    log.event("stopped");
    log.close();
    release();
  }

  private void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      // Nothing is left to be done about a part that does not stop.
      log.event("stopped-late");
    }
  }

  private void release() {
    try {
      lock.close();
    } catch (IOException e) {
      // The system takes it back with the process.
      assert e != null;
    }
  }

  private List<Runnable> watches() {
    List<Runnable> looks = new ArrayList<>();
    looks.add(watch("configuration", List.of(options.config()), this::renewSettings));
    looks.add(watch("secrets", options.secrets(), this::renewSecrets));
    if (options.tls().isPresent() && certificate.isPresent()) {
      HookServerOptions.Tls tls = options.tls().get();
      ServedCertificate served = certificate.get();
      looks.add(
          watch(
              "certificate",
              List.of(tls.certificate(), tls.key()),
              () -> served.replace(Certificate.read(tls.certificate(), tls.key()))));
    }
    return looks;
  }

  private Runnable watch(String what, List<Path> files, FileWatch.Action action) {
    return new FileWatch(what, files, action, log)::look;
  }

  private void renewSettings() throws AdmissionException {
    try {
      settings = HookSettings.read(options.config());
    } catch (ConfigurationException e) {
      throw new AdmissionException(e.diagnostics().get(0).problem());
    }
  }

  private void renewSecrets() throws AdmissionException {
    try {
      secrets = HookSecrets.read(options.secrets());
    } catch (ConfigurationException e) {
      throw new AdmissionException(e.diagnostics().get(0).problem());
    }
  }

  private HookSettings settings() {
    return settings;
  }

  private HookSecrets secrets() {
    return secrets;
  }

  private Optional<String> hindrance() {
    if (draining) {
      return Optional.of("draining");
    }
    if (queue.depth() >= options.waiting()) {
      return Optional.of("the queue is full");
    }
    return certificate.filter(one -> clock.instant().isAfter(one.ends())).isPresent()
        ? Optional.of("the certificate has ended")
        : Optional.empty();
  }

  private long oldestSeconds() {
    Instant now = clock.instant();
    return queue.oldest().map(one -> Duration.between(one, now).toSeconds()).orElse(0L);
  }

  private static String version() {
    return CanonicalJson.of(Map.of("version", ProgramIdentity.version())).toString();
  }

  private static Optional<ServedCertificate> certificate(HookServerOptions options)
      throws AdmissionException {
    return options.tls().isPresent()
        ? Optional.of(
            new ServedCertificate(
                Certificate.read(options.tls().get().certificate(), options.tls().get().key())))
        : Optional.empty();
  }

  private static ServerConnector connector(Server server, Optional<ServedCertificate> certificate) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    HttpConnectionFactory http1 = new HttpConnectionFactory(http);
    if (certificate.isEmpty()) {
      return new ServerConnector(server, http1);
    }
    http.addCustomizer(new SecureRequestCustomizer(false));
    return new ServerConnector(
        server,
        new SslConnectionFactory(certificate.get().handshakes(), http1.getProtocol()),
        http1);
  }
}
