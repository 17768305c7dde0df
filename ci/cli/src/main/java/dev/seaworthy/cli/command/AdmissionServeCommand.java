package dev.seaworthy.cli.command;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.server.AdmissionServer;
import dev.seaworthy.admission.server.ServerOptions;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.FollowedObjects;
import dev.seaworthy.cli.check.ProgramIdentity;
import dev.seaworthy.cli.check.ReviewerFiles;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.key.KeyOptions;
import dev.seaworthy.cli.terminal.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a validating admission webhook until it is told to stop. */
@Command(
    name = "serve",
    description = "Answer an API server's admission reviews over HTTPS.",
    sortOptions = false,
    footer = {
      "",
      "Reviews are posted to /validate; /healthz, /readyz, /version and /metrics tell how it is.",
      "Changed certificates, modes, bundles of --policy-dir and objects of --snapshot are taken up",
      "without a restart. On SIGTERM it says that it is not ready, serves on for a while and"
          + " stops.",
      "",
      "Examples:",
      "  seaworthy admission serve --certificate tls.crt --key tls.key --config admission.yaml",
      "  seaworthy admission serve --certificate tls.crt --key tls.key \\",
      "    --decisions /var/lib/seaworthy/decisions --decisions-key log-key.pem \\",
      "    --timestamp https://timestamp.example/tsr",
      "  seaworthy admission serve --certificate tls.crt --key tls.key --cluster",
      "",
      "Exit codes: 0 stopped as told, 3 bad usage or configuration, 4 internal error."
    })
final class AdmissionServeCommand implements Callable<Integer> {
  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      required = true,
      description = "PEM file of the certificate chain, the server's own first.")
  Path certificate = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "PEM file of its private key.")
  Path key = Path.of("");

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  String address = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8443",
      description = "Port to listen on, 0 for any (default: ${DEFAULT-VALUE}).")
  int port = 8443;

  @Option(
      names = "--deadline-millis",
      paramLabel = "MS",
      defaultValue = "3000",
      description =
          "Answer each review by then, judged or not (default: ${DEFAULT-VALUE}); below the"
              + " webhook's `timeoutSeconds`.")
  int deadlineMillis = 3000;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "0",
      description = "Judge N reviews at once (default: the number of processors).")
  int workers;

  @Option(
      names = "--waiting",
      paramLabel = "N",
      defaultValue = "200",
      description = "Let N more reviews wait (default: ${DEFAULT-VALUE}).")
  int waiting = 200;

  @Option(
      names = "--waiting-mib",
      paramLabel = "N",
      defaultValue = "64",
      description =
          "Let all that are judged or wait have N MiB (default: ${DEFAULT-VALUE}); those beyond"
              + " wait unread.")
  int waitingMib = 64;

  @Option(
      names = "--drain-seconds",
      paramLabel = "S",
      defaultValue = "5",
      description =
          "Serve on for so long once told to stop, and as long again for connections that clients"
              + " keep (default: ${DEFAULT-VALUE}).")
  int drainSeconds = 5;

  @Option(
      names = "--reload-seconds",
      paramLabel = "S",
      defaultValue = "5",
      description = "Look for changed files so often (default: ${DEFAULT-VALUE}).")
  int reloadSeconds = 5;

  @Option(
      names = "--warm-up-millis",
      paramLabel = "MS",
      defaultValue = "1000",
      description =
          "Judge samples for so long before /readyz says 200 (default: ${DEFAULT-VALUE}; 0 for"
              + " not at all).")
  int warmUpMillis = 1000;

  @Mixin DecisionOptions keeping = new DecisionOptions();
  @Mixin CacheOptions cache = new CacheOptions();
  @Mixin AdmissionSetup admission = new AdmissionSetup();
  @Mixin KeyOptions keys = new KeyOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  AdmissionServeCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException {
    CountDownLatch stopped = new CountDownLatch(1);
    AdmissionServer server = start(options());
    new Messages(setup.console().err())
        .note("listening on https://%s:%d".formatted(address, server.port()));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                },
                "stop"));
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.PASS;
  }

  private AdmissionServer start(ServerOptions options) throws ConfigurationException {
    Optional<FollowedObjects> followed =
        cache.begin(setup, !admission.surroundings.isEmpty(), spec);
    try {
      return AdmissionServer.start(
          options,
          new ReviewerFiles(setup, admission.request(), followed),
          ProgramIdentity.version(),
          setup.console().clock(),
          setup.console().out());
    } catch (AdmissionException e) {
      followed.ifPresent(one -> one.cache().close());
      throw new ConfigurationException(e.problem());
    }
  }

  private ServerOptions options() throws ConfigurationException {
    Usage.require(spec, port >= 0 && port <= 0xFFFF, "--port takes a number from 0 to 65535");
    Usage.require(spec, deadlineMillis > 0, "--deadline-millis takes a number above 0");
    Usage.require(spec, workers >= 0 && workers <= 256, "--workers takes a number from 1 to 256");
    Usage.require(
        spec, waiting > 0 && waiting <= 100_000, "--waiting takes a number from 1 to 100000");
    Usage.require(
        spec, waitingMib >= 8 && waitingMib <= 8192, "--waiting-mib takes a number from 8 to 8192");
    Usage.require(
        spec, drainSeconds >= 0 && drainSeconds <= 600, "--drain-seconds takes a number up to 600");
    Usage.require(spec, reloadSeconds > 0, "--reload-seconds takes a number above 0");
    Usage.require(
        spec,
        warmUpMillis >= 0 && warmUpMillis <= 600_000,
        "--warm-up-millis takes a number from 0 to 600000");
    return new ServerOptions(
        address,
        port,
        certificate,
        key,
        Duration.ofMillis(deadlineMillis),
        workers == 0 ? Runtime.getRuntime().availableProcessors() : workers,
        waiting,
        (long) waitingMib << 20,
        Duration.ofSeconds(drainSeconds),
        Duration.ofSeconds(reloadSeconds),
        Duration.ofMillis(warmUpMillis),
        keeping.folder(keys, setup.console(), spec));
  }
}
