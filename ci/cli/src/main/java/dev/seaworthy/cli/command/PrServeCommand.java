package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.Signal;
import dev.seaworthy.cli.git.FetchLimits;
import dev.seaworthy.cli.hook.HookServer;
import dev.seaworthy.cli.hook.HookServerOptions;
import dev.seaworthy.cli.terminal.Messages;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves webhooks of forges until it is told to stop. */
@Command(
    name = "serve",
    description =
        "Answer webhooks of Gitea, Forgejo, GitHub and GitLab: judge each request, and tell the"
            + " result on it.",
    sortOptions = false,
    footer = {
      "",
      "A forge posts its events to /hooks/NAME, signed with a secret; /healthz, /readyz, /version",
      "and /metrics tell how it is. An event is on the disk before it is acknowledged. Only",
      "repositories that the configuration lists are looked at, and nothing of a change is",
      "executed. Changed configuration, secrets and certificates are taken up without a restart.",
      "On SIGTERM it ends what is under way and stops; what waits is done after the next start.",
      "",
      "Examples:",
      "  seaworthy pr serve --config hooks.yaml --secret-file secret --state /var/lib/seaworthy",
      "  seaworthy pr serve --config hooks.yaml --secret-file new --secret-file old \\",
      "    --state /var/lib/seaworthy --listen 0.0.0.0 --tls-cert tls.crt --tls-key tls.key",
      "",
      "Exit codes: 0 stopped as told, 3 bad usage or configuration, 4 internal error."
    })
final class PrServeCommand implements Callable<Integer> {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "Which repositories of which forges are judged, and how.")
  Path config = Path.of("");

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      required = true,
      description =
          "A file with the secret that forges sign events with; one of several is enough, so that"
              + " one can take the place of another.")
  List<Path> secrets = new ArrayList<>();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      required = true,
      description = "Where events that are not done yet, and commits, are kept; of one server.")
  Path state = Path.of("");

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}); others take TLS.")
  String address = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8444",
      description = "Port to listen on, 0 for any (default: ${DEFAULT-VALUE}).")
  int port = 8444;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "PEM file of the certificate chain, the server's own first.")
  @Nullable Path certificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM file of its private key.")
  @Nullable Path key;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Judge N requests at once (default: ${DEFAULT-VALUE}).")
  int workers = 2;

  @Option(
      names = "--waiting",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Let N more requests wait (default: ${DEFAULT-VALUE}).")
  int waiting = 1000;

  @Option(
      names = "--fetch-mib",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Fetch no more than N MiB at once (default: ${DEFAULT-VALUE}).")
  int fetchMib = 1024;

  @Option(
      names = "--fetch-seconds",
      paramLabel = "S",
      defaultValue = "300",
      description = "Fetch no longer than S seconds (default: ${DEFAULT-VALUE}).")
  int fetchSeconds = 300;

  @Option(
      names = "--drain-seconds",
      paramLabel = "S",
      defaultValue = "30",
      description =
          "Let what is under way go on for so long once told to stop (default: ${DEFAULT-VALUE}).")
  int drainSeconds = 30;

  @Option(
      names = "--reload-seconds",
      paramLabel = "S",
      defaultValue = "5",
      description = "Look for changed files so often (default: ${DEFAULT-VALUE}).")
  int reloadSeconds = 5;

  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  PrServeCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException {
    HookServerOptions options = options();
    Signal signal = new Signal();
    try (StopOnSignal stop = new StopOnSignal(signal, ExitCode.INTERNAL)) {
      HookServer server = HookServer.start(options, setup);
      tell(server, options);
      signal.awaitStop();
      server.close();
      setup.console().out().flush();
      stop.ended(ExitCode.PASS);
      return ExitCode.PASS;
    }
  }

  private void tell(HookServer server, HookServerOptions options) {
    String scheme = options.tls().isPresent() ? "https" : "http";
    Messages messages = new Messages(setup.console().err());
    messages.note("listening on %s://%s:%d".formatted(scheme, address, server.port()));
    server.paths().forEach(path -> messages.note("events are posted to " + path));
  }

  private HookServerOptions options() {
    require(port >= 0 && port <= 0xFFFF, "--port takes a number from 0 to 65535");
    require(workers >= 1 && workers <= 64, "--workers takes a number from 1 to 64");
    require(waiting >= 1 && waiting <= 100_000, "--waiting takes a number from 1 to 100000");
    require(fetchMib >= 1 && fetchMib <= 65_536, "--fetch-mib takes a number from 1 to 65536");
    require(
        fetchSeconds >= 1 && fetchSeconds <= 3_600, "--fetch-seconds takes a number up to 3600");
    require(drainSeconds >= 0 && drainSeconds <= 50, "--drain-seconds takes a number up to 50");
    require(reloadSeconds > 0, "--reload-seconds takes a number above 0");
    return new HookServerOptions(
        address,
        port,
        tls(),
        config,
        secrets,
        state,
        workers,
        waiting,
        new FetchLimits((long) fetchMib << 20, Duration.ofSeconds(fetchSeconds)),
        Duration.ofSeconds(drainSeconds),
        Duration.ofSeconds(reloadSeconds),
        FIRST_PAUSE);
  }

  /** What goes over a network in clear can be changed on its way, and shows what is judged. */
  private Optional<HookServerOptions.Tls> tls() {
    Path chain = certificate;
    Path secret = key;
    require((chain == null) == (secret == null), "--tls-cert and --tls-key go together");
    if (chain != null && secret != null) {
      return Optional.of(new HookServerOptions.Tls(chain, secret));
    }
    require(
        isOwn(address),
        "--listen %s takes --tls-cert and --tls-key: without them only this machine is served"
            .formatted(address));
    return Optional.empty();
  }

  private static boolean isOwn(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private void require(boolean holds, String message) {
    Usage.require(spec, holds, message);
  }
}
