package dev.seaworthy.cli.command;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.Modes;
import dev.seaworthy.admission.ModesReader;
import dev.seaworthy.admission.Reviewer;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every way to answer reviews is set up with, so that all answer alike. */
@Command
final class AdmissionSetup {
  @Option(
      names = "--bundle",
      paramLabel = "NAME[@VERSION]",
      description = "Judge by this bundle (repeatable; default: all, newest).")
  List<String> bundles = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Modes of controls and namespaces, in YAML (default: enforce everything).")
  @Nullable Path config;

  /** Makes the reviewer. */
  Reviewer reviewer(Setup setup) throws ConfigurationException, PolicyException {
    List<PolicyBundle> chosen =
        bundles.isEmpty() ? setup.library().get().newest() : setup.library().get().chosen(bundles);
    return new Reviewer(
        setup.runtime().apply(RuntimeChoice.PLAN),
        chosen,
        new KubernetesCollector(setup.salt().get()),
        modes(chosen));
  }

  private Modes modes(List<PolicyBundle> chosen) throws ConfigurationException {
    if (config == null) {
      return Modes.DEFAULT;
    }
    try {
      return new ModesReader(
              chosen.stream()
                  .flatMap(bundle -> bundle.controls().stream())
                  .map(Control::id)
                  .collect(Collectors.toSet()))
          .read(InputFile.text(config));
    } catch (AdmissionException e) {
      throw refused(config, e);
    }
  }

  static ConfigurationException refused(Path file, AdmissionException e) {
    return new ConfigurationException(
        e.problem().code(), "`%s`: %s".formatted(file, e.problem().message()), e.problem().fix());
  }
}
