package dev.seaworthy.engine.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the smallest change of the evidence that a finding does not survive: each candidate is
 * judged by the policy itself. One value is changed, or two where one does not help. The order in
 * which candidates are tried, and how many, depend on the arguments alone.
 */
final class ChangeSearch {
  /** How many changes to try for a finding whose explanation was asked for. */
  static final Effort THOROUGH = new Effort(60_000_000, 30, 600);

  /** Of how many candidates pairs are made. */
  private static final int PAIRED = 24;

  /**
   * How much to try for one finding.
   *
   * @param bytes of evidence that all tries may read together
   * @param fewest tries, however large the evidence is
   * @param most tries, however small
   */
  record Effort(long bytes, int fewest, int most) {
    int tries(long size) {
      return (int) Math.max(fewest, Math.min(most, bytes / Math.max(1, size)));
    }
  }

  /** What came of a search. */
  record Found(Optional<Explanation.Change> change, int tried) {}

  private final Program program;
  private final Evaluation evaluation;
  private final Control control;
  private final EvidenceValues values;
  private final Effort effort;

  ChangeSearch(
      Program program,
      Evaluation evaluation,
      Control control,
      EvidenceValues values,
      Effort effort) {
    this.effort = effort;
    this.program = program;
    this.evaluation = evaluation;
    this.control = control;
    this.values = values;
  }

  /** Looks for a change after which {@code raw} is not said. */
  Found find(ControlExplainer.Asked asked, FindingReader.Raw raw, List<Explanation.Look> looks) {
    Optional<Set<String>> before = said(asked);
    if (before.isEmpty()) {
      return new Found(Optional.empty(), 0);
    }
    List<Explanation.Edit> candidates = new ChangeCandidates(evaluation, raw, looks).all();
    int most = effort.tries(asked.bytes());
    int tried = 0;
    for (Explanation.Edit edit : candidates) {
      if (tried == most) {
        break;
      }
      tried++;
      Optional<Explanation.Change> change = judged(asked, raw, List.of(edit), before.get());
      if (change.isPresent()) {
        return new Found(change, tried);
      }
    }
    return pairs(asked, raw, candidates, before.get(), tried, most);
  }

  private Found pairs(
      ControlExplainer.Asked asked,
      FindingReader.Raw raw,
      List<Explanation.Edit> candidates,
      Set<String> before,
      int triedBefore,
      int most) {
    int tried = triedBefore;
    int end = Math.min(PAIRED, candidates.size());
    for (int second = 1; second < end; second++) {
      for (int first = 0; first < second; first++) {
        Explanation.Edit one = candidates.get(first);
        Explanation.Edit other = candidates.get(second);
        if (overlap(one, other)) {
          continue;
        }
        if (tried == most) {
          return new Found(Optional.empty(), tried);
        }
        tried++;
        Optional<Explanation.Change> change = judged(asked, raw, List.of(one, other), before);
        if (change.isPresent()) {
          return new Found(change, tried);
        }
      }
    }
    return new Found(Optional.empty(), tried);
  }

  /** Whether two edits are about the same place, or one is inside of the other. */
  private static boolean overlap(Explanation.Edit one, Explanation.Edit other) {
    List<Object> shorter = one.path().steps();
    List<Object> longer = other.path().steps();
    if (shorter.size() > longer.size()) {
      shorter = other.path().steps();
      longer = one.path().steps();
    }
    return one.evidence().equals(other.evidence())
        && longer.subList(0, shorter.size()).equals(shorter);
  }

  private Optional<Explanation.Change> judged(
      ControlExplainer.Asked asked,
      FindingReader.Raw raw,
      List<Explanation.Edit> edits,
      Set<String> before) {
    ControlExplainer.Asked changed = asked;
    Evidence current = edits.get(0).evidence();
    for (Explanation.Edit edit : edits) {
      // The second edit is of what the first one left.
      Evidence from = edit.evidence().equals(edits.get(0).evidence()) ? current : edit.evidence();
      Optional<CanonicalJson> content =
          ContentEdits.changed(from.content().node(), edit.path(), edit.after());
      if (content.isEmpty()) {
        return Optional.empty();
      }
      Evidence to =
          new Evidence(from.kind(), from.subject(), from.source(), content.get(), from.locations());
      changed = changed.with(from, to);
      current = to;
    }
    Optional<Set<String>> after = said(changed);
    boolean better =
        after.isPresent()
            && before.containsAll(after.get())
            && !after.get().contains(key(raw.finding(), raw.doubtful()));
    return better
        ? Optional.of(new Explanation.Change(edits, after.get().size()))
        : Optional.empty();
  }

  /** What the policy says, each in one text; empty where it breaks off or says nonsense. */
  Optional<Set<String>> said(ControlExplainer.Asked asked) {
    List<Evidence> evidence = asked.all();
    EvidenceValues all = values.with(evidence);
    try (Session session = program.open()) {
      session.input(ControlExplainer.input(asked, evaluation, control, all));
      Value value = session.evaluate(control.entrypoint());
      if (!(value instanceof SetValue) && !(value instanceof ArrayValue)) {
        return Optional.empty();
      }
      FindingReader reader = new FindingReader(control);
      Set<String> said = new HashSet<>();
      for (JsonNode item : ValueWriter.canonical(value).node()) {
        FindingReader.Raw raw = reader.read(item, asked.object(), asked.numbered());
        said.add(key(raw.finding(), raw.doubtful()));
      }
      return Optional.of(said);
    } catch (RegoException | NotCanonicalException | FindingReader.Malformed e) {
      return Optional.empty();
    }
  }

  private static String key(Finding finding, boolean doubtful) {
    List<Object> parts = new ArrayList<>();
    parts.add(doubtful);
    parts.add(finding.rule());
    parts.add(finding.subject().toString());
    parts.add(finding.source().toTree());
    parts.add(finding.path().pointer());
    parts.add(finding.values());
    return CanonicalJson.of(parts).toString();
  }

  /** A path's steps that lead to where it is. */
  static JsonPath parent(JsonPath path) {
    return new JsonPath(path.steps().subList(0, path.steps().size() - 1));
  }
}
