package dev.seaworthy.cli.command;

import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tells what a command about RBAC does not know. */
final class IamReading {
  private IamReading() {}

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
