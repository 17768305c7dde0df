package dev.seaworthy.engine.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.rego.Explainable;
import dev.seaworthy.engine.rego.Explained;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Read;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Explains one control: asks its policy again, by a program that tells what decided each answer,
 * and looks for what would have to be otherwise.
 */
public final class ControlExplainer {
  /** Of a finding that is one of many that are told of. */
  private static final int FEWEST_TRIES = 5;

  private static final int MOST_TRIES = 40;

  private final Explainable program;
  private final Evaluation evaluation;
  private final Control control;

  /** What the policy was asked with, whatever the evidence. */
  private final JsonNode question;

  /**
   * @param program of the evaluation's bundle
   * @param evaluation by which the control was judged
   */
  public ControlExplainer(Explainable program, Evaluation evaluation, Control control) {
    this.program = program;
    this.evaluation = evaluation;
    this.control = control;
    this.question =
        CanonicalJson.of(
                Map.of(
                    "parameters", evaluation.parameters(),
                    "release", evaluation.release(),
                    "now", evaluation.now().getEpochSecond()))
            .node();
  }

  /**
   * Explains.
   *
   * @param result what the evaluation said of the control
   */
  public Explanation explain(ControlResult result) {
    List<Evidence> seen = Sight.of(List.of(control)).in(evaluation.snapshot());
    EvidenceValues values = new EvidenceValues(evaluation.snapshot().evidence());
    List<Explanation.Reason> reasons = new ArrayList<>();
    List<Doubt> broken = new ArrayList<>();
    boolean excused = result.outcome() instanceof Outcome.Excused;
    for (Asked asked : excused ? List.<Asked>of() : asked(seen, values)) {
      try {
        reasons.addAll(reasons(asked, values, ChangeSearch.THOROUGH, raw -> true));
      } catch (RegoException e) {
        broken.add(broken(e.getMessage(), asked));
      } catch (FindingReader.Malformed e) {
        broken.add(broken(e.problem().message(), asked));
      } catch (NotCanonicalException e) {
        broken.add(broken("it said what JSON cannot hold", asked));
      }
    }
    reasons.sort(Comparator.comparing(Explanation.Reason::finding, Finding.ORDER));
    return new Explanation(result, seen, reasons, broken);
  }

  /**
   * Explains the first finding alone and tries fewer changes, for where many controls are told of.
   *
   * @param bytes of evidence that may be judged for it, again and again
   * @return nothing where there is no finding, or the evidence is too large for that
   */
  public Optional<Explanation.Reason> first(ControlResult result, long bytes) {
    List<Finding> findings = result.outcome().findings();
    if (findings.isEmpty()) {
      return Optional.empty();
    }
    Finding finding = findings.get(0);
    ChangeSearch.Effort effort = new ChangeSearch.Effort(bytes, FEWEST_TRIES, MOST_TRIES);
    List<Evidence> seen = Sight.of(List.of(control)).in(evaluation.snapshot());
    EvidenceValues values = new EvidenceValues(seen);
    for (Asked asked : about(finding, seen)) {
      if (asked.bytes() * FEWEST_TRIES > bytes) {
        return Optional.empty();
      }
      try {
        List<Explanation.Reason> reasons =
            reasons(asked, values, effort, raw -> !raw.doubtful() && raw.isOf(finding));
        if (!reasons.isEmpty()) {
          return Optional.of(reasons.get(0));
        }
      } catch (RegoException | FindingReader.Malformed | NotCanonicalException e) {
        // It was found by another runtime, or with more time: what would change it is not known.
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The questions by which a finding may have been found. */
  private List<Asked> about(Finding finding, List<Evidence> seen) {
    return control.scope() == Scope.SNAPSHOT
        ? List.of(new Asked(Optional.empty(), seen))
        : seen.stream()
            .filter(one -> one.subject().equals(finding.subject()))
            .filter(one -> one.source().equals(finding.source()))
            .map(one -> new Asked(Optional.of(one), List.of()))
            .toList();
  }

  /** One question to the policy. */
  record Asked(Optional<Evidence> object, List<Evidence> numbered) {
    /** The evidence whose content may be changed. */
    List<Evidence> all() {
      return object.map(List::of).orElse(numbered);
    }

    long bytes() {
      return all().stream().mapToLong(one -> one.content().size()).sum();
    }

    Asked with(Evidence old, Evidence other) {
      return new Asked(
          object.map(one -> one.equals(old) ? other : one),
          numbered.stream().map(one -> one.equals(old) ? other : one).toList());
    }
  }

  private List<Asked> asked(List<Evidence> seen, EvidenceValues values) {
    if (control.scope() == Scope.SNAPSHOT) {
      return seen.isEmpty() ? List.of() : List.of(new Asked(Optional.empty(), seen));
    }
    ChangeSearch search = search(values, ChangeSearch.THOROUGH);
    List<Asked> asked = new ArrayList<>();
    for (Evidence one : seen) {
      Asked question = new Asked(Optional.of(one), List.of());
      // To explain costs many times what it costs to ask.
      if (search.said(question).map(said -> !said.isEmpty()).orElse(true)) {
        asked.add(question);
      }
    }
    return asked;
  }

  private ChangeSearch search(EvidenceValues values, ChangeSearch.Effort effort) {
    return new ChangeSearch(program, evaluation, control, values, effort);
  }

  private List<Explanation.Reason> reasons(
      Asked asked,
      EvidenceValues values,
      ChangeSearch.Effort effort,
      Predicate<FindingReader.Raw> wanted) {
    List<Explained> explained =
        program.explain(control.entrypoint(), input(asked, evaluation, control, values));
    FindingReader reader = new FindingReader(control);
    ChangeSearch search = search(values, effort);
    List<Explanation.Reason> reasons = new ArrayList<>();
    for (Explained one : explained) {
      JsonNode item = ValueWriter.canonical(one.said()).node();
      FindingReader.Raw raw = reader.read(item, asked.object(), asked.numbered());
      if (!wanted.test(raw)) {
        continue;
      }
      List<Explanation.Look> looks = one.reads().stream().map(read -> look(read, asked)).toList();
      ChangeSearch.Found found = search.find(asked, raw, looks);
      reasons.add(
          new Explanation.Reason(
              raw.finding(), raw.doubtful(), raw.evidence(), looks, found.change(), found.tried()));
    }
    return reasons;
  }

  static Input input(Asked asked, Evaluation evaluation, Control control, EvidenceValues values) {
    Inputs inputs = new Inputs(evaluation, values);
    return asked
        .object()
        .map(inputs::object)
        .orElseGet(() -> inputs.snapshot(Sight.of(List.of(control)).kinds(), asked.numbered()));
  }

  private Explanation.Look look(Read read, Asked asked) {
    List<Object> steps = steps(read.path());
    if (read.document() == Read.Document.DATA) {
      return new Explanation.Look(
          read.kind(),
          Explanation.Origin.BUNDLE,
          Optional.empty(),
          new JsonPath(steps),
          Location.of(""),
          value(evaluation.bundle().module().data().node(), steps));
    }
    Object first = steps.isEmpty() ? "" : steps.get(0);
    if (first.equals("object") && asked.object().isPresent()) {
      return inContent(read.kind(), asked.object().get(), steps.subList(1, steps.size()));
    }
    if (first.equals("evidence") && steps.size() > 2 && steps.get(2) instanceof Integer position) {
      Optional<Evidence> one = item(asked, steps.get(1).toString(), position);
      if (one.isPresent()) {
        return ofItem(read.kind(), one.get(), steps);
      }
    }
    boolean asks = question.has(first.toString());
    return new Explanation.Look(
        read.kind(),
        asks ? Explanation.Origin.QUESTION : Explanation.Origin.ABOUT,
        asked.object(),
        new JsonPath(steps),
        asked.object().map(one -> one.locations().locate(JsonPath.ROOT)).orElse(Location.of("")),
        asks ? value(question, steps) : about(asked, steps));
  }

  private static Optional<CanonicalJson> about(Asked asked, List<Object> steps) {
    return asked.object().flatMap(one -> value(CanonicalJson.of(one.toTree()).node(), steps));
  }

  private static Explanation.Look ofItem(Read.Kind kind, Evidence evidence, List<Object> steps) {
    if (steps.size() > 3 && steps.get(3).equals("content")) {
      return inContent(kind, evidence, steps.subList(4, steps.size()));
    }
    List<Object> rest = steps.subList(3, steps.size());
    return new Explanation.Look(
        kind,
        Explanation.Origin.ABOUT,
        Optional.of(evidence),
        new JsonPath(rest),
        evidence.locations().locate(JsonPath.ROOT),
        value(CanonicalJson.of(evidence.toTree()).node(), rest));
  }

  private static Explanation.Look inContent(Read.Kind kind, Evidence evidence, List<Object> steps) {
    JsonNode content = evidence.content().node();
    JsonPath path = new JsonPath(steps);
    return new Explanation.Look(
        kind,
        Explanation.Origin.EVIDENCE,
        Optional.of(evidence),
        path,
        ContentEdits.locate(evidence, content, path),
        value(content, steps));
  }

  private static Optional<CanonicalJson> value(JsonNode root, List<Object> steps) {
    return ContentEdits.at(root, steps).map(CanonicalJson::of);
  }

  /** The piece of evidence at a position of the list of its kind. */
  private static Optional<Evidence> item(Asked asked, String kind, int position) {
    return asked.numbered().stream()
        .filter(one -> one.kind().equals(kind))
        .skip(position)
        .findFirst();
  }

  /** As far as the path is one of JSON: not into a set, nor by a key that is no text. */
  private static List<Object> steps(List<Value> path) {
    List<Object> steps = new ArrayList<>();
    for (Value step : path) {
      if (step instanceof StringValue text) {
        steps.add(text.text());
      } else if (step instanceof NumberValue number && number.isInteger()) {
        steps.add((int) number.longValue());
      } else {
        break;
      }
    }
    return steps;
  }

  private Doubt broken(String why, Asked asked) {
    Problem problem =
        new Problem(
            "NOT_EXPLAINED",
            "control `%s`%s could not be explained: %s"
                .formatted(
                    control.id(),
                    asked.object().map(one -> " on " + one.subject()).orElse(""),
                    why),
            "narrow the paths to the evidence in question");
    return new Doubt(
        problem,
        asked.object().map(one -> one.locations().locate(JsonPath.ROOT)).orElse(Location.of("")));
  }
}
