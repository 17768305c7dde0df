package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.Sources;
import dev.seaworthy.cli.format.PermissionsDiffPage;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.format.RolesDiffPage;
import dev.seaworthy.collectors.iam.PermissionsDiff;
import dev.seaworthy.collectors.iam.RbacIdentity;
import dev.seaworthy.collectors.iam.RbacPermissions;
import dev.seaworthy.collectors.iam.RolesDiff;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compares what two states, of manifests, clusters or exports, allow each subject. */
@Command(
    name = "diff",
    description =
        "Tell what two states, of manifests, clusters or exports of other systems, allow each"
            + " subject otherwise.",
    sortOptions = false,
    footer = {
      "",
      "Lines begin with + (widened), - (narrowed) or ~ (moved: allowed by other bindings or"
          + " roles).",
      "Of exports of AWS, Keycloak and Odoo, records of database servers and answers of caches,",
      "rights are told by system and principal.",
      "What the bindings of a group change is told of the group; ask for a member by --subject to",
      "see it with all that its groups hold.",
      "",
      "Examples:",
      "  seaworthy iam diff before/ after/",
      "  seaworthy iam diff realm-before.json realm-after.json",
      "  seaworthy iam diff rbac/ --cluster --context staging",
      "  seaworthy iam diff before.yaml after.yaml --subject user:anna --format json",
      "",
      "Exit codes: 0 no difference, 1 a difference, 2 none was seen but something could not be",
      "read, 3 bad usage, 4 internal error."
    })
final class IamDiffCommand implements Callable<Integer> {
  @Mixin StateParameters states = new StateParameters();

  @Mixin SubjectOptions subjects = new SubjectOptions();

  @Mixin FormOption form = new FormOption();

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin ReadingOptions reading = new ReadingOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  IamDiffCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException {
    List<RbacIdentity> asked = subjects.identities(spec.commandLine());
    Sources before = states.before(spec.commandLine());
    Sources after = states.after(spec.commandLine());
    Snapshot old = reading.gatherPermissions(setup, output, spec.commandLine(), before);
    Snapshot next = reading.gatherPermissions(setup, output, spec.commandLine(), after);
    PermissionsDiff diff = new PermissionsDiff(RbacPermissions.of(old), RbacPermissions.of(next));
    List<RolesDiff> others = RolesDiff.all(old, next);
    RolesDiffPage roles = new RolesDiffPage(others, asked);
    PermissionsDiffPage page = new PermissionsDiffPage(diff, asked, roles);
    List<Gap> cutOff = new ArrayList<>(diff.gaps());
    others.forEach(one -> one.gap().ifPresent(cutOff::add));
    List<Gap> gaps = IamReading.gaps(List.of(old, next), cutOff);
    output.write(
        setup.console(),
        out -> {
          switch (form.format) {
            case TABLE -> page.writeTable(out);
            case JSON -> PrettyJson.write(page.json(gaps), out);
          }
        });
    IamReading.tell(setup, gaps);
    return ExitCode.of(!page.isEmpty(), gaps.isEmpty());
  }
}
