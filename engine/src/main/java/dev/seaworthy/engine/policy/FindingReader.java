package dev.seaworthy.engine.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CharMatcher;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what a policy said into findings and doubts. A policy that says something malformed is not
 * trusted to have said everything: its control becomes {@code unknown}.
 */
final class FindingReader {
  private static final Set<String> RESERVED = Set.of("rule", "path", "on", "status", "at");

  /** What {@code \\R} of {@link java.util.regex.Pattern} begins with. */
  private static final CharMatcher LINE_ENDS = CharMatcher.anyOf("\n\013\f\r\u0085\u2028\u2029");

  /** A finding before its fingerprint, which depends on the order of all. */
  record Raw(Evidence evidence, Finding finding, boolean doubtful) {
    /** Whether {@code other} is this finding, with or without its fingerprint. */
    boolean isOf(Finding other) {
      return finding.rule().equals(other.rule())
          && finding.subject().equals(other.subject())
          && finding.source().equals(other.source())
          && finding.path().equals(other.path())
          && finding.values().equals(other.values());
    }
  }

  private final Control control;

  FindingReader(Control control) {
    this.control = control;
  }

  /**
   * Reads one item of a rule's value.
   *
   * @param evidence what it is about, when the control is evaluated object by object
   * @param numbered what {@code on} counts in, when it is evaluated on the snapshot
   */
  Raw read(JsonNode item, Optional<Evidence> evidence, List<Evidence> numbered) {
    String key = item.path("rule").asText();
    Control.Rule rule = control.rules().get(key);
    if (rule == null) {
      throw malformed("the undeclared rule `" + key + "`");
    }
    Evidence about = evidence.orElseGet(() -> numbered(item.path("on"), numbered));
    JsonPath path = path(item.path("path"));
    ObjectNode values = values(item);
    ObjectNode known = values.deepCopy();
    known.put("subject", about.subject().toString());
    known.put("file", about.source().file());
    Finding finding =
        new Finding(
            key,
            oneLine(Templates.render(rule.message(), known)),
            oneLine(Templates.render(rule.fix(), known)),
            about.subject(),
            about.source(),
            path,
            location(item, about, path),
            CanonicalJson.of(values),
            "");
    return new Raw(about, finding, item.path("status").asText().equals("unknown"));
  }

  static Doubt doubt(Finding finding) {
    return new Doubt(
        new Problem(
            "UNDECIDED", "%s: %s".formatted(finding.subject(), finding.message()), finding.fix()),
        finding.location());
  }

  /** A finding may point into another file than its evidence, such as the role behind a binding. */
  private static Location location(JsonNode item, Evidence about, JsonPath path) {
    JsonNode at = item.path("at");
    return at.isObject() ? Location.fromTree(at) : about.locations().locate(path);
  }

  private Evidence numbered(JsonNode on, List<Evidence> numbered) {
    if (!on.isInt() || on.asInt() < 0 || on.asInt() >= numbered.size()) {
      throw malformed("a finding that is about no evidence");
    }
    return numbered.get(on.asInt());
  }

  private JsonPath path(JsonNode steps) {
    if (!steps.isArray()) {
      throw malformed("a finding without a path");
    }
    List<Object> path = new ArrayList<>();
    for (JsonNode step : steps) {
      if (!step.isTextual() && !step.isInt()) {
        throw malformed("a path step that is neither key nor position");
      }
      path.add(step.isInt() ? (Object) step.asInt() : step.asText());
    }
    return new JsonPath(path);
  }

  private static ObjectNode values(JsonNode item) {
    ObjectNode values = item.deepCopy();
    return values.remove(RESERVED);
  }

  private static String oneLine(String text) {
    boolean isOne = LINE_ENDS.matchesNoneOf(text);
    return (isOne ? text : text.replaceAll("\\s*\\R\\s*", " ")).strip();
  }

  static Malformed malformed(String what) {
    return new Malformed(
        new Problem(
            "POLICY_MALFORMED",
            "the policy reported " + what,
            "report it to the bundle's authors"));
  }

  /** A policy broke the contract of findings. */
  static final class Malformed extends RuntimeException {
    private final transient Problem problem;

    Malformed(Problem problem) {
      super(problem.message());
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}
