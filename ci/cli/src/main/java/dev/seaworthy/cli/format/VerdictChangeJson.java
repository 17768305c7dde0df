package dev.seaworthy.cli.format;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.verdict.Cause;
import dev.seaworthy.engine.verdict.Verdict;
import dev.seaworthy.engine.verdict.VerdictChange;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What became of a verdict, as JSON; described in {@code docs/reference/evidence-bundle.md}. */
public final class VerdictChangeJson {
  /** Names the layout of {@link #of}. */
  public static final String SCHEMA = "https://seaworthy.dev/schemas/verdict-change/v1";

  private VerdictChangeJson() {}

  public static CanonicalJson of(VerdictChange change) {
    Differences differences = Differences.between(change.before(), change.after());
    Map<String, Object> tree = new TreeMap<>();
    tree.put("schema", SCHEMA);
    tree.put("before", side(change.before()));
    tree.put("after", side(change.after()));
    tree.put("differing", ids(change.differing()));
    tree.put("bundles", trees(differences.bundles()));
    tree.put("parameters", trees(differences.parameters()));
    tree.put("evidence", trees(differences.evidence()));
    tree.put("controls", change.controls().stream().map(VerdictChangeJson::status).toList());
    tree.put("introduced", findings(change.introduced()));
    tree.put("fixed", findings(change.fixed()));
    tree.put("unchanged", change.unchanged());
    return CanonicalJson.of(tree);
  }

  private static Map<String, Object> side(Verdict verdict) {
    return Map.of(
        "candidate", verdict.release().candidate().toTree(),
        "verdict", verdict.status().id(),
        "evaluatedAt", verdict.evaluatedAt().toString());
  }

  private static List<Object> trees(List<Differences.Difference> differences) {
    return differences.stream()
        .<Object>map(
            one -> Map.of("name", one.name(), "before", one.before(), "after", one.after()))
        .toList();
  }

  private static Object status(VerdictChange.StatusChange change) {
    Map<String, Object> tree = new TreeMap<>(control(change.control()));
    tree.put("before", id(change.from()));
    tree.put("after", id(change.to()));
    tree.put("causes", ids(change.causes()));
    return tree;
  }

  private static String id(Optional<Status> status) {
    return status.map(Status::id).orElse("");
  }

  private static List<Object> findings(List<VerdictChange.FindingChange> findings) {
    return findings.stream().map(VerdictChangeJson::finding).toList();
  }

  private static Object finding(VerdictChange.FindingChange change) {
    Map<String, Object> tree = new TreeMap<>(change.finding().toTree());
    tree.putAll(control(change.control()));
    tree.put("causes", ids(change.causes()));
    return tree;
  }

  private static Map<String, Object> control(Control control) {
    return Map.of(
        "control", control.id(), "title", control.title(), "severity", control.severity().id());
  }

  private static List<String> ids(Collection<Cause> causes) {
    return causes.stream().map(Cause::id).toList();
  }
}
