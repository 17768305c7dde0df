package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.rego.Explainable;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Read;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells whether what a control says may depend on parts of the evidence that are hidden. Where that
 * cannot be told it may.
 */
public final class Dependence {
  private final Explainable program;
  private final Evaluation evaluation;
  private final EvidenceValues values;

  /** By identity: pieces may be equal and differ in what is hidden. */
  private final IdentityHashMap<Evidence, List<Hidden>> hidden = new IdentityHashMap<>();

  /**
   * A part of a piece's content that is hidden.
   *
   * @param pointer names it to people
   * @param steps to it, from the content; positions as text
   */
  public record Hidden(String pointer, List<String> steps) {
    public Hidden {
      steps = List.copyOf(steps);
    }

    Hidden below(String... prefix) {
      return new Hidden(pointer, Stream.concat(Stream.of(prefix), steps.stream()).toList());
    }

    /** Whether whoever reads something needs to know what is hidden. */
    boolean isNeededBy(Read.Kind kind, List<String> path) {
      int common = Math.min(path.size(), steps.size());
      if (!path.subList(0, common).equals(steps.subList(0, common))) {
        return false;
      }
      if (path.size() > steps.size()) {
        return true;
      }
      boolean there = path.size() == steps.size();
      return switch (kind) {
        case VALUE -> true;
        case KEYS, ABSENT -> there;
        // That something is there is no secret.
        case PRESENT -> false;
      };
    }
  }

  /**
   * @param program of the evaluation's bundle
   * @param hidden by the evidence's position in the evaluation's snapshot
   */
  public Dependence(Explainable program, Evaluation evaluation, Map<Integer, List<Hidden>> hidden) {
    this.program = program;
    this.evaluation = evaluation;
    List<Evidence> evidence = evaluation.snapshot().evidence();
    this.values = new EvidenceValues(evidence);
    hidden.forEach((position, parts) -> this.hidden.put(evidence.get(position), parts));
  }

  /**
   * Why a control may depend on what is hidden; empty where it cannot.
   *
   * @param result of the evaluation, with what is hidden replaced by markers
   */
  public Optional<String> of(ControlResult result) {
    Control control = result.control();
    if (result.outcome() instanceof Outcome.Excused) {
      return Optional.empty();
    }
    // In one call with others, a control may be given all evidence of the kinds that it declares.
    List<Evidence> seen = new Sight(Sight.of(List.of(control)).kinds()).in(evaluation.snapshot());
    if (seen.stream().noneMatch(hidden::containsKey)) {
      return Optional.empty();
    }
    try {
      Optional<Hidden> needed =
          control.scope() == Scope.SNAPSHOT ? inSnapshot(control, seen) : inObjects(control, seen);
      return needed
          .or(() -> inFindings(result, seen))
          .map(part -> "it looks at what is hidden at `%s`".formatted(part.pointer()));
    } catch (RegoException e) {
      return Optional.of("what it looks at could not be told: " + e.getMessage());
    }
  }

  private Optional<Hidden> inObjects(Control control, List<Evidence> seen) {
    Inputs inputs = new Inputs(evaluation, values);
    for (Evidence one : seen) {
      List<Hidden> parts = hidden.getOrDefault(one, List.of());
      if (!parts.isEmpty()) {
        Optional<Hidden> needed =
            needed(
                control,
                inputs.object(one),
                parts.stream().map(part -> part.below("object")).toList());
        if (needed.isPresent()) {
          return needed;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Hidden> inSnapshot(Control control, List<Evidence> seen) {
    List<Hidden> parts = new ArrayList<>();
    Map<String, Integer> positions = new HashMap<>();
    for (Evidence one : seen) {
      String position = Integer.toString(positions.merge(one.kind(), 1, Integer::sum) - 1);
      hidden
          .getOrDefault(one, List.of())
          .forEach(part -> parts.add(part.below("evidence", one.kind(), position, "content")));
    }
    Input input = new Inputs(evaluation, values).snapshot(Sight.of(List.of(control)).kinds(), seen);
    return needed(control, input, parts);
  }

  private Optional<Hidden> needed(Control control, Input input, List<Hidden> parts) {
    for (Read read : program.reads(control.entrypoint(), input)) {
      if (read.document() == Read.Document.INPUT) {
        List<String> path = read.path().stream().map(Dependence::step).toList();
        Optional<Hidden> needed =
            parts.stream().filter(part -> part.isNeededBy(read.kind(), path)).findFirst();
        if (needed.isPresent()) {
          return needed;
        }
      }
    }
    return Optional.empty();
  }

  /** A finding is placed and named by the evidence along its path. */
  private Optional<Hidden> inFindings(ControlResult result, List<Evidence> seen) {
    List<Finding> findings = new ArrayList<>(result.outcome().findings());
    result.outcome().waived().forEach(one -> findings.add(one.finding()));
    for (Evidence one : seen) {
      for (Hidden part : hidden.getOrDefault(one, List.of())) {
        boolean named =
            findings.stream()
                .filter(finding -> isAbout(finding, one))
                .anyMatch(
                    finding ->
                        isOnTheWay(part, List.of(), finding.path())
                            || isOnTheWay(part, List.of("manifest"), finding.path()));
        if (named) {
          return Optional.of(part);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isAbout(Finding finding, Evidence evidence) {
    return finding.subject().equals(evidence.subject())
        && finding.source().equals(evidence.source());
  }

  private static boolean isOnTheWay(Hidden part, List<String> base, JsonPath path) {
    List<String> here = new ArrayList<>(base);
    for (Object step : path.steps()) {
      here.add(step.toString());
      List<String> name = Stream.concat(here.stream(), Stream.of("name")).toList();
      if (step instanceof Integer && part.isNeededBy(Read.Kind.VALUE, name)) {
        return true;
      }
    }
    return here.size() > part.steps().size() && part.isNeededBy(Read.Kind.PRESENT, here);
  }

  private static String step(Value step) {
    if (step instanceof StringValue text) {
      return text.text();
    }
    return step instanceof NumberValue number && number.isInteger()
        ? Long.toString(number.longValue())
        : step.toString();
  }
}
