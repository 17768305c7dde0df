package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.BundleLibrary;
import dev.seaworthy.cli.check.Calibrating;
import dev.seaworthy.cli.check.CalibrationFile;
import dev.seaworthy.cli.check.OutsideBundlesReader;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures which runtime is the fastest for each bundle. */
@Command(
    name = "calibrate",
    description = "Measure which runtime is the fastest for each bundle on this machine.",
    sortOptions = false,
    footer = {
      "",
      "Judges the evidence by both runtimes, some seconds for each bundle, and remembers the faster",
      "one in calibration.json in the cache folder: $SEAWORTHY_CACHE, else seaworthy in",
      "$XDG_CACHE_HOME or ~/.cache. `check --runtime fastest` reads it; without it, and for bundles",
      "that were not measured, it takes `plan`. What a check says does not depend on it.",
      "",
      "Examples:",
      "  seaworthy policy calibrate --with fixtures/harbor",
      "  seaworthy policy calibrate kubernetes tls --with manifests/ --with certificates/",
      "  seaworthy policy calibrate --policy-dir bundles --trust-key ours.pub --with manifests/",
      "",
      "Exit codes: 0 measured; 3 a bundle or the evidence cannot be read."
    })
final class PolicyCalibrateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME[@VERSION]",
      description = "Bundles; the newest of each when none is named.")
  List<String> names = new ArrayList<>();

  @Option(
      names = "--with",
      required = true,
      paramLabel = "PATH",
      description = "Evidence like that of your releases: files or folders; may be repeated.")
  List<String> evidence = new ArrayList<>();

  @Mixin PolicyOptions policies = new PolicyOptions();
  @Mixin HelpOption help = new HelpOption();

  private final Setup setup;

  PolicyCalibrateCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    Path file = CalibrationFile.in(setup.console()).orElseThrow(PolicyCalibrateCommand::homeless);
    Messages messages = new Messages(setup.console().err());
    CalibrationFile calibration =
        CalibrationFile.read(file, problem -> messages.warning(Location.of(""), problem));
    BundleLibrary library =
        setup.library().get().with(new OutsideBundlesReader().read(policies.outside()));
    List<PolicyBundle> bundles = names.isEmpty() ? library.newest() : library.chosen(names);
    calibrate(bundles, calibration).write(file);
    setup.console().out().println("written to " + Printable.of(file.toString()));
    return ExitCode.PASS;
  }

  private CalibrationFile calibrate(List<PolicyBundle> bundles, CalibrationFile before)
      throws ConfigurationException, PolicyException {
    CalibrationFile calibration = before;
    Console console = setup.console();
    try (Progress progress = Progress.on(console, false)) {
      Calibrating calibrating = new Calibrating(setup, System::nanoTime);
      Snapshot snapshot = calibrating.gather(evidence, progress);
      for (PolicyBundle bundle : bundles) {
        progress.step("measuring " + bundle.name());
        Map<RuntimeChoice, Duration> times = calibrating.measure(bundle, snapshot);
        RuntimeChoice fastest = Calibrating.fastest(times);
        calibration = calibration.with(bundle.digest(), fastest);
        console.out().println(line(bundle, times, fastest));
      }
    }
    return calibration;
  }

  private static String line(
      PolicyBundle bundle, Map<RuntimeChoice, Duration> times, RuntimeChoice fastest) {
    StringBuilder line =
        new StringBuilder(
            "%-24s %s".formatted(bundle.name() + " " + bundle.version(), fastest.id()));
    times.forEach(
        (choice, time) ->
            line.append(
                String.format(
                    Locale.ROOT, "  %s %.2f ms", choice.id(), time.toNanos() / 1_000_000.0)));
    return Printable.of(line.toString());
  }

  private static ConfigurationException homeless() {
    return new ConfigurationException(
        "NO_CACHE", "there is no cache folder to write to", "name one in `SEAWORTHY_CACHE`");
  }
}
