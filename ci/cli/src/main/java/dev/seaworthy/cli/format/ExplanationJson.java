package dev.seaworthy.cli.format;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Explanation;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.rego.Read;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Explanations as JSON; described in {@code docs/reference/explain.md}. */
public final class ExplanationJson {
  /** Names the layout. */
  static final String SCHEMA = "https://seaworthy.dev/schemas/explanation/v1";

  /** A value that is longer is given by its digest: the evidence has it. */
  private static final int LONGEST = 4_000;

  private final Presentation presentation;
  private final Verdict verdict;

  public ExplanationJson(Presentation presentation, Verdict verdict) {
    this.presentation = presentation;
    this.verdict = verdict;
  }

  public CanonicalJson of(List<Explanation> explanations) {
    return CanonicalJson.of(
        Map.of(
            "schema",
            SCHEMA,
            "evaluatedAt",
            verdict.evaluatedAt().toString(),
            "snapshot",
            verdict.snapshot().digest().toString(),
            "explanations",
            explanations.stream().map(this::explanation).toList()));
  }

  private Map<String, Object> explanation(Explanation explanation) {
    Control control = explanation.result().control();
    Outcome outcome = explanation.result().outcome();
    Map<String, Object> tree = new TreeMap<>();
    tree.put("control", control.id());
    tree.put("title", control.title());
    tree.put("bundle", explanation.result().bundle());
    tree.put("policy", control.entrypoint());
    tree.put("status", outcome.status().id());
    tree.put("evidence", explanation.judged().stream().map(this::evidence).toList());
    tree.put("reasons", explanation.reasons().stream().map(one -> reason(one, control)).toList());
    tree.put("unknowns", outcome.doubts().stream().map(Doubt::toTree).toList());
    tree.put("notExplained", explanation.broken().stream().map(Doubt::toTree).toList());
    if (outcome instanceof Outcome.Excused excused) {
      tree.put("notApplicable", excused.declaration().toTree());
    }
    return tree;
  }

  private Map<String, Object> evidence(Evidence evidence) {
    return Map.of(
        "kind", evidence.kind(),
        "subject", evidence.subject().toTree(),
        "digest", evidence.digest().toString(),
        "location", location(evidence.locations().locate(JsonPath.ROOT)));
  }

  private Map<String, Object> reason(Explanation.Reason reason, Control control) {
    Map<String, Object> tree = new TreeMap<>();
    Optional<String> untold = ExplanationWords.untold(reason);
    Control.Rule rule = control.rules().get(reason.finding().rule());
    if (rule != null) {
      tree.put("ruleText", Map.of("message", rule.message(), "fix", rule.fix()));
    }
    tree.put("rule", reason.finding().rule());
    tree.put("message", reason.finding().message());
    tree.put("fix", reason.finding().fix());
    tree.put("undecided", reason.undecided());
    tree.put("evidence", evidence(reason.evidence()));
    tree.put("path", reason.finding().path().pointer());
    tree.put("location", location(reason.finding().location()));
    tree.put("values", reason.finding().values());
    tree.put("looked", reason.looks().stream().map(look -> look(look, untold)).toList());
    tree.put("changesTried", reason.tried());
    reason.change().ifPresent(change -> tree.put("change", change(change, untold)));
    return tree;
  }

  private Map<String, Object> look(Explanation.Look look, Optional<String> untold) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("mattered", look.kind().name().toLowerCase(Locale.ROOT));
    tree.put("in", look.origin().name().toLowerCase(Locale.ROOT));
    tree.put("path", look.path().pointer());
    look.evidence().ifPresent(one -> tree.put("digest", one.digest().toString()));
    if (!look.location().file().isEmpty()) {
      tree.put("location", location(look.location()));
    }
    if (look.kind() == Read.Kind.VALUE) {
      put("value", look.value(), untold, tree);
    }
    return tree;
  }

  private Map<String, Object> change(Explanation.Change change, Optional<String> untold) {
    return Map.of(
        "findingsLeft",
        change.left(),
        "edits",
        change.edits().stream().map(edit -> edit(edit, untold)).toList());
  }

  private Map<String, Object> edit(Explanation.Edit edit, Optional<String> untold) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("digest", edit.evidence().digest().toString());
    tree.put("subject", edit.evidence().subject().toTree());
    tree.put("path", edit.path().pointer());
    tree.put("location", location(edit.location()));
    put("before", edit.before(), untold, tree);
    put("after", edit.after(), untold, tree);
    return tree;
  }

  private static void put(
      String key,
      Optional<CanonicalJson> value,
      Optional<String> untold,
      Map<String, Object> tree) {
    value.ifPresent(
        one -> {
          if (ExplanationWords.holds(one, untold)) {
            tree.put(key + "Withheld", true);
          } else if (one.size() > LONGEST) {
            tree.put(key + "Digest", one.digest().toString());
          } else {
            tree.put(key, one);
          }
        });
  }

  private Map<String, Object> location(Location location) {
    return new Location(presentation.file(location), location.line(), location.column()).toTree();
  }
}
