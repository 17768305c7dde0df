package dev.seaworthy.engine.policy.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.EvidencePattern;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Scope;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Stage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one control of a bundle's metadata, and notes every mistake in it. */
final class ControlReader {
  private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]*(-[A-Z0-9]+)+");
  private static final Pattern KIND =
      Pattern.compile("[a-z][a-z0-9-]*/[a-z][a-z0-9-]*(:[A-Za-z][A-Za-z0-9]*)?");

  /** Room for names that a published standard gives its own controls: {@code Host Ports}. */
  private static final Pattern RULE =
      Pattern.compile("[A-Za-z0-9/][A-Za-z0-9/._-]*( [A-Za-z0-9/._-]+)*");

  private static final Pattern FRAMEWORK = Pattern.compile("[a-z0-9][a-z0-9.-]*");

  private final Fields fields;
  private final String where;
  private final Mistakes mistakes;
  private final String id;

  private ControlReader(JsonNode node, int position, Mistakes mistakes) {
    String given = node.path("id").asText("");
    this.where =
        given.isBlank() ? "control number " + (position + 1) : "control `%s`".formatted(given);
    this.mistakes = mistakes;
    this.fields = new Fields(node, where, mistakes);
    this.id = fields.text("id");
  }

  /** The control, or nothing after noting what is wrong with it. */
  static Optional<Control> read(JsonNode node, int position, String bundle, Mistakes mistakes) {
    int before = mistakes.all().size();
    ControlReader reader = new ControlReader(node, position, mistakes);
    Optional<Control> control = reader.control(bundle);
    return mistakes.all().size() == before ? control : Optional.empty();
  }

  /** The rule that answers for a control: {@code seaworthy/supply_chain/img_01/findings}. */
  static String entrypoint(String bundle, String id) {
    return "seaworthy/%s/%s/findings"
        .formatted(bundle.replace('-', '_'), id.toLowerCase(Locale.ROOT).replace('-', '_'));
  }

  private Optional<Control> control(String bundle) {
    String title = fields.text("title");
    String description = fields.text("description");
    Optional<Severity> severity = oneOf("severity", Severity::parse, Severity.values());
    Optional<Stage> stage = oneOf("stage", Stage::parse, Stage.values());
    Optional<Scope> scope = oneOf("scope", Scope::parse, Scope.values());
    List<String> needs = kinds("needs");
    List<String> reads = kinds("reads");
    List<String> parameters = fields.texts("parameters");
    Map<String, Control.Rule> rules = rules();
    Map<String, List<String>> mappings = mappings();
    String entrypoint = fields.text("entrypoint");
    fields.refuseOthers();
    check(bundle, needs, reads, rules, entrypoint);
    checkScope(scope, Stream.concat(needs.stream(), reads.stream()));
    if (severity.isEmpty() || stage.isEmpty() || scope.isEmpty()) {
      return Optional.empty();
    }
    if (id.isEmpty() || entrypoint.isEmpty() || needs.isEmpty() || rules.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Control(
            id,
            title,
            description,
            severity.get(),
            stage.get(),
            scope.get(),
            needs,
            reads,
            parameters,
            rules,
            mappings,
            entrypoint));
  }

  private void check(
      String bundle,
      List<String> needs,
      List<String> reads,
      Map<String, Control.Rule> rules,
      String entrypoint) {
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      fields.wrong("has a malformed `id`", "write it like `IMG-01`");
    } else if (!entrypoint.isEmpty() && !entrypoint.equals(entrypoint(bundle, id))) {
      fields.wrong(
          "is asked at `%s`".formatted(entrypoint),
          "put it in package `%s`"
              .formatted(entrypoint(bundle, id).replaceFirst("/findings$", "").replace('/', '.')));
    }
    if (needs.isEmpty()) {
      fields.wrong("needs no evidence", "list the evidence kinds it judges in `needs`");
    }
    reads.stream()
        .filter(needs::contains)
        .forEach(
            kind ->
                fields.wrong("both needs and reads `%s`".formatted(kind), "list it in one only"));
    if (rules.isEmpty()) {
      fields.wrong("has no rule", "name each way it can fail in `rules`");
    }
  }

  /** An object is judged by every control of its evidence kind. */
  private void checkScope(Optional<Scope> scope, Stream<String> kinds) {
    if (scope.equals(Optional.of(Scope.OBJECT))) {
      kinds
          .filter(EvidencePattern::isNarrow)
          .forEach(
              kind ->
                  fields.wrong(
                      "has scope `object` and names only some `%s`".formatted(kind),
                      "name the whole kind `%s`".formatted(EvidencePattern.kindIn(kind))));
    }
  }

  private <T extends Enum<T>> Optional<T> oneOf(
      String key, java.util.function.Function<String, Optional<T>> parse, T[] values) {
    String text = fields.text(key);
    Optional<T> value = parse.apply(text);
    if (!text.isEmpty() && value.isEmpty()) {
      String choices =
          Stream.of(values)
              .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .collect(Collectors.joining("`, `", "`", "`"));
      fields.wrong(
          "has `%s: %s`, which does not exist".formatted(key, text), "use one of " + choices);
    }
    return value;
  }

  private List<String> kinds(String key) {
    List<String> kinds = fields.texts(key);
    kinds.stream()
        .filter(kind -> !KIND.matcher(kind).matches())
        .forEach(
            kind ->
                fields.wrong(
                    "has the malformed evidence kind `%s` in `%s`".formatted(kind, key),
                    "write it like `kubernetes/workload` or `kubernetes/object:Secret`"));
    return kinds;
  }

  private Map<String, Control.Rule> rules() {
    Map<String, Control.Rule> rules = new TreeMap<>();
    fields
        .object("rules")
        .forEach(
            (key, node) -> {
              if (!RULE.matcher(key).matches()) {
                fields.wrong(
                    "has a malformed rule key `%s`".formatted(key), "write it like `no-digest`");
              }
              rules.put(key, rule(key, node));
            });
    return rules;
  }

  private Control.Rule rule(String key, JsonNode node) {
    Fields rule = new Fields(node, "%s, rule `%s`,".formatted(where, key), mistakes);
    String message = rule.text("message");
    String fix = rule.text("fix");
    rule.refuseOthers();
    if (message.contains("\n") || message.endsWith(".")) {
      rule.wrong(
          "has a `message` of several lines or with a full stop", "write one line without it");
    }
    return new Control.Rule(message, fix);
  }

  private Map<String, List<String>> mappings() {
    Map<String, JsonNode> given = fields.optionalObject("mappings");
    Map<String, List<String>> mappings = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : given.entrySet()) {
      if (!FRAMEWORK.matcher(entry.getKey()).matches()) {
        fields.wrong(
            "maps to the malformed framework name `%s`".formatted(entry.getKey()),
            "write it like `nist-800-53r5`");
      }
      Fields one =
          new Fields(
              com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                  .objectNode()
                  .set(entry.getKey(), entry.getValue()),
              where + ", `mappings`,",
              mistakes);
      mappings.put(entry.getKey(), one.texts(entry.getKey()));
    }
    return mappings;
  }
}
