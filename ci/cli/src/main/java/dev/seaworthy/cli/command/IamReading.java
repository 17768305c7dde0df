package dev.seaworthy.cli.command;

import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.iam.RbacIdentity;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What the commands about RBAC have in common: whom they are asked about, and what is not known.
 */
final class IamReading {
  private IamReading() {}

  /** The subjects that are asked about, each once and sorted. */
  static List<RbacIdentity> identities(CommandLine commandLine, List<String> subjects) {
    return subjects.stream()
        .map(
            text ->
                RbacIdentity.parse(text)
                    .orElseThrow(
                        () ->
                            new ParameterException(
                                commandLine,
                                "--subject takes user:NAME, group:NAME or"
                                    + " serviceaccount:NAMESPACE/NAME, not `"
                                    + text
                                    + "`")))
        .distinct()
        .sorted()
        .toList();
  }

  /** What may hide a role, a binding or, among {@code judged}, anything else. */
  static List<Gap> gaps(List<Snapshot> snapshots, List<Gap> judged) {
    List<Gap> hidden = new ArrayList<>();
    snapshots.forEach(snapshot -> hidden.addAll(snapshot.gaps()));
    return Stream.concat(hidden.stream().filter(IamReading::matters), judged.stream())
        .distinct()
        .sorted(Gap.ORDER)
        .toList();
  }

  static void tell(Setup setup, List<Gap> gaps) {
    Messages messages = new Messages(setup.console().err());
    gaps.forEach(gap -> messages.warning(gap.location(), gap.problem()));
  }

  private static boolean matters(Gap gap) {
    return gap.mayHide(EvidenceKinds.OBJECT) || gap.mayHide(EvidenceKinds.PRINCIPAL);
  }
}
