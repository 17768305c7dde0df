package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.ReleaseEndpoints;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.format.ProbeTable;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.collectors.tls.probe.ProbeLimits;
import dev.seaworthy.collectors.tls.probe.Prober;
import dev.seaworthy.engine.json.CanonicalJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the endpoints of a release what of TLS they accept. */
@Command(
    name = "probe",
    description =
        "Ask the endpoints that a release lists which versions, suites and groups of TLS they"
            + " accept, and what certificates they show (TLS-01, TLS-02).",
    sortOptions = false,
    footer = {
      "",
      "Only endpoints that the descriptor lists are probed. Each is asked by one connection after",
      "the other, four endpoints at one time; no data is sent. With -o the file holds the document",
      "TlsProbe, which `check` reads, and the table is shown all the same.",
      "docs/reference/tls-probe.md tells how an answer is read.",
      "",
      "Examples:",
      "  seaworthy tls probe release.yaml -o tls/probe.json",
      "  seaworthy tls probe release.yaml erp.example.com:443 --format json",
      "",
      "Exit codes: 0 all endpoints answered, 2 one did not, 3 bad usage, 4 internal error."
    })
final class TlsProbeCommand implements Callable<Integer> {
  private static final int MOST_RATE = 1000;
  private static final int MOST_SECONDS = 3600;

  @Parameters(index = "0", paramLabel = "RELEASE", description = "The release descriptor.")
  String release = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ENDPOINT",
      description = "Only these of its endpoints: `host:port`, or a host.")
  List<String> endpoints = new ArrayList<>();

  @Mixin FormOption form = new FormOption();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20",
      description = "Connections a second to one host, at most (default: ${DEFAULT-VALUE}).")
  int rate = 20;

  @Option(
      names = "--connection-seconds",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long one connection may last (default: ${DEFAULT-VALUE}).")
  int connectionSeconds = 10;

  @Option(
      names = "--endpoint-seconds",
      paramLabel = "N",
      defaultValue = "300",
      description = "How long all of one endpoint may last (default: ${DEFAULT-VALUE}).")
  int endpointSeconds = 300;

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  TlsProbeCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException {
    ProbeLimits limits = limits();
    ReleaseEndpoints listed = ReleaseEndpoints.of(setup, release, endpoints);
    List<Map<String, Object>> reports = probe(listed, limits);
    Map<String, Object> document = document(listed, reports);
    OutputOptions.Result json = out -> PrettyJson.write(CanonicalJson.of(document), out);
    if (output.output != null) {
      output.write(setup.console(), json);
    }
    switch (form.format) {
      case TABLE -> output.show(setup.console(), out -> ProbeTable.write(reports, out));
      case JSON -> output.show(setup.console(), json);
    }
    return ExitCode.of(false, reports.stream().allMatch(ProbeTable::isAnswered));
  }

  private Map<String, Object> document(ReleaseEndpoints listed, List<Map<String, Object>> reports) {
    Map<String, Object> document =
        TakenRecord.of("TlsProbe", listed.environment(), setup.console());
    document.put("endpoints", reports);
    return document;
  }

  private List<Map<String, Object>> probe(ReleaseEndpoints listed, ProbeLimits limits) {
    try (Progress progress = output.progress(setup.console())) {
      return new Prober(limits, step -> say(progress, step)).probe(listed.chosen());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the probe was stopped", e);
    }
  }

  private static void say(Progress progress, String step) {
    synchronized (progress) {
      progress.step("probing " + step);
    }
  }

  private ProbeLimits limits() {
    within("--rate", rate, MOST_RATE);
    within("--connection-seconds", connectionSeconds, MOST_SECONDS);
    within("--endpoint-seconds", endpointSeconds, MOST_SECONDS);
    Usage.require(
        spec,
        endpointSeconds >= connectionSeconds,
        "--endpoint-seconds cannot be less than --connection-seconds");
    return new ProbeLimits(
        Duration.ofSeconds(connectionSeconds),
        Duration.ofSeconds(endpointSeconds),
        Duration.ofSeconds(1).dividedBy(rate));
  }

  private void within(String option, int value, int most) {
    Usage.require(
        spec,
        value >= 1 && value <= most,
        "%s takes a number from 1 to %d".formatted(option, most));
  }
}
