package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.format.EscalationsJson;
import dev.seaworthy.cli.format.EscalationsTable;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.collectors.iam.EscalationPath;
import dev.seaworthy.collectors.iam.EscalationPower;
import dev.seaworthy.collectors.iam.Escalations;
import dev.seaworthy.collectors.iam.RbacIdentity;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows by which steps somebody comes by power that nobody gave them. */
@Command(
    name = "escalations",
    description = "Tell by which steps subjects come by power that they were not given, and why.",
    sortOptions = false,
    footer = {
      "",
      "Powers are cluster-admin, nodes, secrets (all of the cluster) and exec (pods of other name",
      "spaces); others than cluster-admin are told where they are nearer. Namespaces, workloads",
      "and Secrets among the manifests make the answer exact; docs/reference/iam.md has the steps.",
      "",
      "Examples:",
      "  seaworthy iam escalations manifests/",
      "  seaworthy iam escalations . --subject serviceaccount:harbor/app --format json",
      "  seaworthy iam escalations manifests/ --to cluster-admin",
      "  seaworthy iam escalations --cluster --context staging",
      "",
      "Exit codes: 0 no path, 1 a path, 2 none was seen but something could not be read,",
      "3 bad usage, 4 internal error."
    })
final class IamEscalationsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Files, folders, or `-` for standard input.")
  List<String> paths = new ArrayList<>();

  @Mixin SubjectOptions subjects = new SubjectOptions();

  @Option(
      names = "--to",
      paramLabel = "POWER",
      description =
          "Only paths to cluster-admin, nodes, secrets or exec; may be repeated (default: all).")
  List<String> powers = new ArrayList<>();

  @Mixin FormOption form = new FormOption();

  @Mixin ClusterOptions cluster = new ClusterOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin ReadingOptions reading = new ReadingOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  IamEscalationsCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException {
    List<RbacIdentity> asked = subjects.identities(spec.commandLine());
    List<EscalationPower> wanted = powers.stream().map(this::power).toList();
    Snapshot snapshot =
        reading.gather(setup, output, spec.commandLine(), cluster.with(paths, spec.commandLine()));
    Escalations escalations = Escalations.of(snapshot, asked);
    List<RbacIdentity> shown = asked.isEmpty() ? escalations.permissions().identities() : asked;
    List<RbacIdentity> administrators =
        shown.stream().filter(escalations::isAdministrator).toList();
    List<EscalationPath> found =
        shown.stream()
            .flatMap(subject -> escalations.paths(subject).stream())
            .filter(path -> wanted.isEmpty() || wanted.contains(path.power()))
            .toList();
    List<Gap> gaps = IamReading.gaps(List.of(snapshot), escalations.gaps());
    output.write(
        setup.console(),
        out -> {
          switch (form.format) {
            case TABLE -> EscalationsTable.write(found, administrators, shown.size(), out);
            case JSON -> PrettyJson.write(EscalationsJson.of(found, administrators, gaps), out);
          }
        });
    IamReading.tell(setup, gaps);
    return ExitCode.of(!found.isEmpty(), gaps.isEmpty());
  }

  private EscalationPower power(String text) {
    return EscalationPower.of(text)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--to takes cluster-admin, nodes, secrets or exec, not `" + text + "`"));
  }
}
