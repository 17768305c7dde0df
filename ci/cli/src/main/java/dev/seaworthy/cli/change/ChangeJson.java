package dev.seaworthy.cli.change;

import dev.seaworthy.cli.waiver.RuleEntry;
import dev.seaworthy.cli.waiver.WaiverEntry;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A change as JSON; described in {@code docs/reference/pull-requests.md}. */
public final class ChangeJson {
  private ChangeJson() {}

  public static CanonicalJson of(Change change) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("base", change.base());
    tree.put("head", change.head());
    tree.put("status", change.status().id());
    tree.put("evidence", change.hasEvidence());
    tree.put("introduced", findings(change.introduced()));
    tree.put("mends", change.mends().stream().map(Mend::toTree).toList());
    tree.put("fixed", findings(change.fixed()));
    tree.put("waived", findings(change.waived()));
    tree.put("waivers", change.waivers().entries().stream().map(WaiverEntry::toTree).toList());
    tree.put("rules", change.waivers().rules().stream().map(RuleEntry::toTree).toList());
    tree.put("impact", change.impact().toTree());
    tree.put("unchanged", change.unchanged());
    tree.put("baselined", change.baselined());
    tree.put("newUnknowns", doubts(change.newDoubts()));
    tree.put("oldUnknowns", doubts(change.oldDoubts()));
    return CanonicalJson.of(tree);
  }

  private static List<Object> findings(List<JudgedFinding> findings) {
    return findings.stream().map(ChangeJson::finding).toList();
  }

  private static Object finding(JudgedFinding judged) {
    Finding finding = judged.finding();
    return Map.of(
        "control", judged.control().id(),
        "severity", judged.control().severity().id(),
        "rule", finding.rule(),
        "subject", finding.subject().toTree(),
        "message", finding.message(),
        "fix", finding.fix(),
        "location", judged.location().toTree(),
        "path", finding.path().pointer(),
        "fingerprint", finding.fingerprint());
  }

  private static List<Object> doubts(List<JudgedDoubt> doubts) {
    return doubts.stream().map(ChangeJson::doubt).toList();
  }

  private static Object doubt(JudgedDoubt judged) {
    Map<String, Object> tree = new TreeMap<>(judged.doubt().toTree());
    tree.put("controls", judged.controls());
    return tree;
  }
}
