package dev.seaworthy.cli.command;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.certify.CertifiedObjects;
import dev.seaworthy.admission.certify.Certifier;
import dev.seaworthy.admission.certify.CertifyTerms;
import dev.seaworthy.admission.certify.Certifying;
import dev.seaworthy.admission.certify.Pulse;
import dev.seaworthy.admission.web.JsonLines;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.Signal;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.collectors.cluster.ClusterSelection;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps the webhook's certificate valid, until it is told to stop. */
@Command(
    name = "certify",
    description = "Issue the webhook's certificate into a Secret, and renew it.",
    sortOptions = false,
    footer = {
      "",
      "The API server is told of a new CA before a certificate of it is used, and trusts the one",
      "before for --overlap-minutes. A Secret that is deleted or spoiled is made anew. The webhook",
      "itself needs no rights: it serves by the Secret's files, which it takes up as they change.",
      "",
      "Examples:",
      "  seaworthy admission certify --secret seaworthy/webhook-tls --webhook seaworthy \\",
      "    --service seaworthy/webhook",
      "  seaworthy admission certify --secret seaworthy/webhook-tls --webhook seaworthy \\",
      "    --service seaworthy/webhook --once --renew",
      "",
      "Exit codes: 0 as it should be, or stopped as told, 3 it could not be done, 4 internal error."
    })
final class AdmissionCertifyCommand implements Callable<Integer> {
  private static final String NAME = KubernetesNames.NAME.pattern();
  private static final Pattern DNS = Pattern.compile("%1$s(\\.%1$s){0,20}".formatted(NAME));
  private static final int MOST_NAME = 253;
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(2);

  @Option(
      names = "--secret",
      paramLabel = "NAMESPACE/NAME",
      required = true,
      description = "The Secret that is kept; one that others made is left as it is.")
  String secret = "";

  @Option(
      names = "--webhook",
      paramLabel = "NAME",
      required = true,
      description = "The ValidatingWebhookConfiguration that is told of the CA.")
  String webhook = "";

  @Option(
      names = "--service",
      paramLabel = "NAMESPACE/NAME",
      description = "The Service that the API server asks: the certificate has its names.")
  @Nullable String service;

  @Option(
      names = "--dns",
      paramLabel = "NAME",
      description = "A further name, or the only one (repeatable).")
  List<String> names = new ArrayList<>();

  @Option(
      names = "--valid-days",
      paramLabel = "N",
      defaultValue = "90",
      description =
          "Issue for so long, and anew when a third of it is left (default: ${DEFAULT-VALUE}).")
  int validDays = 90;

  @Option(
      names = "--overlap-minutes",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "Trust the CA before a new one for so long (default: ${DEFAULT-VALUE}): until a kubelet"
              + " has brought every replica the new certificate.")
  int overlapMinutes = 60;

  @Option(
      names = "--settle-seconds",
      paramLabel = "S",
      defaultValue = "10",
      description =
          "Let API servers learn of a new CA for so long before a certificate of it is used"
              + " (default: ${DEFAULT-VALUE}).")
  int settleSeconds = 10;

  @Option(
      names = "--every-seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "Look so often (default: ${DEFAULT-VALUE}).")
  int everySeconds = 10;

  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      description =
          "Tell a kubelet how it fares: /healthz and /readyz over HTTP, on all addresses; 0 for any"
              + " port (default: not at all).")
  @Nullable Integer healthPort;

  @Option(names = "--once", description = "Look once, and end.")
  boolean once;

  @Option(names = "--renew", description = "Issue a new certificate though nothing asks for it.")
  boolean renew;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "This context of the kubeconfig (default: its current one).")
  String context = "";

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "This file (default: as kubectl, else the pod's own identity).")
  @Nullable Path kubeconfig;

  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;
  private final Signal stopped = new Signal();
  private String lastProblem = "";

  AdmissionCertifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException {
    try (Certifying certifying =
        Certifying.open(selection(), objects(), terms(), console.clock(), new Log())) {
      if (once) {
        certifying.certifier().look(renew);
        return ExitCode.PASS;
      }
      return follow(certifying.certifier());
    } catch (AdmissionException e) {
      throw new ConfigurationException(e.problem());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.PASS;
    }
  }

  private int follow(Certifier certifier) throws AdmissionException, InterruptedException {
    Integer port = healthPort;
    if (port == null) {
      return follow(certifier, well -> {});
    }
    // A look may wait for the API server and for other API servers to learn of a CA.
    try (Pulse pulse =
        Pulse.listen(port, LONGEST_LOOK.plusSeconds(everySeconds + (long) settleSeconds))) {
      write(Map.of("event", "listening", "detail", "port " + pulse.port()));
      return follow(certifier, pulse::looked);
    }
  }

  private int follow(Certifier certifier, Consumer<Boolean> looked) throws InterruptedException {
    try (StopOnSignal stop = new StopOnSignal(stopped, ExitCode.PASS)) {
      boolean anew = renew;
      do {
        boolean done = look(certifier, anew);
        anew &= !done;
        looked.accept(done);
      } while (stopped.pause(Duration.ofSeconds(everySeconds)));
      stop.ended(ExitCode.PASS);
      return ExitCode.PASS;
    }
  }

  private boolean look(Certifier certifier, boolean anew) throws InterruptedException {
    try {
      certifier.look(anew);
      lastProblem = "";
      return true;
    } catch (AdmissionException e) {
      tell(e.problem());
      return false;
    }
  }

  /** One fault is told once, however often it is met. */
  private void tell(Problem problem) {
    if (!problem.message().equals(lastProblem)) {
      lastProblem = problem.message();
      write(JsonLines.problem("not-certified", problem));
    }
  }

  private void write(Map<String, Object> event) {
    Map<String, Object> line = new TreeMap<>(event);
    line.put("time", console.clock().instant().toString());
    console.out().println(CanonicalJson.of(line));
    console.out().flush();
  }

  /** Tells what is done, and waits as long as is asked or until it is told to stop. */
  private final class Log implements Certifier.Events {
    private String lastEvent = "";

    @Override
    public void done(String name, String detail) {
      // A webhook that is not there yet is met at each look.
      if (!name.equals(lastEvent) || !detail.isEmpty()) {
        write(detail.isEmpty() ? Map.of("event", name) : Map.of("event", name, "detail", detail));
      }
      lastEvent = name;
    }

    @Override
    public void settle() throws InterruptedException {
      if (!stopped.pause(Duration.ofSeconds(settleSeconds))) {
        throw new InterruptedException("told to stop");
      }
    }
  }

  private ClusterSelection selection() {
    return new ClusterSelection(
        context, Optional.ofNullable(kubeconfig), List.of(), "", List.of(), false);
  }

  private CertifiedObjects objects() {
    Matcher parts = KubernetesNames.OBJECT.matcher(secret);
    Usage.require(spec, parts.matches(), "--secret `%s` is not NAMESPACE/NAME".formatted(secret));
    Usage.require(
        spec,
        webhook.length() <= MOST_NAME && DNS.matcher(webhook).matches(),
        "--webhook `%s` is no name".formatted(webhook));
    return new CertifiedObjects(parts.group(1), parts.group(3), webhook);
  }

  private CertifyTerms terms() {
    Usage.require(
        spec, validDays >= 1 && validDays <= 3650, "--valid-days takes a number from 1 to 3650");
    Usage.require(
        spec,
        overlapMinutes >= 1 && overlapMinutes <= 1_000,
        "--overlap-minutes takes a number from 1 to 1000");
    Usage.require(
        spec,
        settleSeconds >= 0 && settleSeconds <= 600,
        "--settle-seconds takes a number from 0 to 600");
    Usage.require(
        spec,
        everySeconds >= 1 && everySeconds <= 3_600,
        "--every-seconds takes a number from 1 to 3600");
    Integer port = healthPort;
    Usage.require(
        spec,
        port == null || (port >= 0 && port <= 0xFFFF && !once),
        "--health-port takes a number from 0 to 65535, and goes without --once");
    return new CertifyTerms(
        dnsNames(), Duration.ofDays(validDays), Duration.ofMinutes(overlapMinutes));
  }

  private List<String> dnsNames() {
    List<String> all = new ArrayList<>(names);
    String named = service;
    if (named != null) {
      Matcher parts = KubernetesNames.OBJECT.matcher(named);
      Usage.require(spec, parts.matches(), "--service `%s` is not NAMESPACE/NAME".formatted(named));
      String host = parts.group(3) + "." + parts.group(1) + ".svc";
      all.add(host);
      all.add(host + ".cluster.local");
    }
    Usage.require(spec, !all.isEmpty(), "name --service or --dns");
    for (String name : all) {
      Usage.require(
          spec,
          name.length() <= MOST_NAME && DNS.matcher(name).matches(),
          "--dns `%s` is no DNS name".formatted(name));
    }
    return all;
  }
}
