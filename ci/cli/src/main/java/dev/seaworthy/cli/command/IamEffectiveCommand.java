package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.format.PermissionsJson;
import dev.seaworthy.cli.format.PermissionsTable;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.collectors.iam.RbacIdentity;
import dev.seaworthy.collectors.iam.RbacPermissions;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the RBAC objects of manifests allow each subject. */
@Command(
    name = "effective",
    description = "Tell what RBAC allows each user, group and service account, and by which rule.",
    sortOptions = false,
    footer = {
      "",
      "Groups that the API server puts somebody in count, such as system:authenticated;",
      "docs/reference/iam.md has the details.",
      "",
      "Examples:",
      "  seaworthy iam effective manifests/",
      "  seaworthy iam effective --cluster --context staging",
      "  seaworthy iam effective rbac.yaml --subject serviceaccount:harbor/app --format json",
      "",
      "Exit codes: 0 all is known, 2 something could not be read, 3 bad usage, 4 internal error."
    })
final class IamEffectiveCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Files, folders, or `-` for standard input.")
  List<String> paths = new ArrayList<>();

  @Mixin SubjectOptions subjects = new SubjectOptions();

  @Mixin FormOption form = new FormOption();

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin ClusterOptions cluster = new ClusterOptions();
  @Mixin ReadingOptions reading = new ReadingOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  IamEffectiveCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException {
    List<RbacIdentity> asked = subjects.identities(spec.commandLine());
    Snapshot snapshot =
        reading.gatherPermissions(
            setup, output, spec.commandLine(), cluster.with(paths, spec.commandLine()));
    RbacPermissions permissions = RbacPermissions.of(snapshot);
    List<Gap> gaps = IamReading.gaps(List.of(snapshot), permissions.gaps());
    List<RbacIdentity> shown = asked.isEmpty() ? permissions.identities() : asked;
    output.write(
        setup.console(),
        out -> {
          switch (form.format) {
            case TABLE -> PermissionsTable.write(permissions, shown, out);
            case JSON -> PrettyJson.write(PermissionsJson.of(permissions, shown, gaps), out);
          }
        });
    IamReading.tell(setup, gaps);
    return gaps.isEmpty() ? ExitCode.PASS : ExitCode.UNKNOWN;
  }
}
