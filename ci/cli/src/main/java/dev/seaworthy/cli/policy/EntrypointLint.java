package dev.seaworthy.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks the type of entry points as far as their text tells it: a control's {@code findings} is a
 * set, and what it holds are objects with a {@code rule} that is text and a {@code path} that is a
 * list.
 */
final class EntrypointLint {
  private static final String FINDINGS = "findings";
  private static final Set<String> NO_OBJECTS =
      Set.of("string", "number", "boolean", "null", "array", "set", "arraycomprehension");

  private final Opa opa;
  private final BundleDraft draft;
  private final List<Diagnostic> mistakes = new ArrayList<>();

  EntrypointLint(Opa opa, BundleDraft draft) {
    this.opa = opa;
    this.draft = draft;
  }

  List<Diagnostic> mistakes() throws ConfigurationException {
    Set<String> answered = new TreeSet<>();
    for (String file : draft.own().keySet()) {
      JsonNode tree = opa.parse(draft.folder(), file);
      for (JsonNode rule : tree.path("rules")) {
        if (rule.path("head").path("name").asText().equals(FINDINGS)) {
          answered.add(packageOf(tree));
          rule(rule.path("head"));
        }
      }
    }
    for (Annotations.Annotated one : draft.manifest().annotations().packages()) {
      if (!answered.contains(one.name())) {
        mistakes.add(
            mistake(
                new Location(one.file(), 1, 1),
                "package `%s` has no rule `findings`".formatted(one.name()),
                "write `findings contains {…} if {…}`, or remove its METADATA"));
      }
    }
    return mistakes;
  }

  private void rule(JsonNode head) {
    JsonNode key = head.path("key");
    if (key.isMissingNode()) {
      wrong(head, "`findings` is no set", "write `findings contains finding if {…}`");
    } else if (NO_OBJECTS.contains(key.path("type").asText())) {
      wrong(
          key,
          "`findings` holds what is no object",
          "find an object: `{\"rule\": \"KEY\", \"path\": […]}`");
    } else if (key.path("type").asText().equals("object")) {
      field(key, "rule", "string", "text, one of the keys of `rules`");
      field(key, "path", "array", "a list, the way to what is at fault");
    }
  }

  private void field(JsonNode object, String name, String type, String wanted) {
    JsonNode value = null;
    for (JsonNode member : object.path("value")) {
      if (member.path(0).path("value").asText().equals(name)) {
        value = member.path(1);
      }
    }
    if (value == null) {
      wrong(
          object,
          "a finding has no `%s`".formatted(name),
          "give it `%s`: %s".formatted(name, wanted));
    } else if (isLiteral(value) && !value.path("type").asText().equals(type)) {
      wrong(
          value,
          "a finding's `%s` is of type %s".formatted(name, value.path("type").asText()),
          "make it %s".formatted(wanted));
    }
  }

  /** What a variable or call gives is known only when it runs. */
  private static boolean isLiteral(JsonNode value) {
    String type = value.path("type").asText();
    return NO_OBJECTS.contains(type) || type.equals("object");
  }

  private void wrong(JsonNode node, String what, String fix) {
    JsonNode at = node.path("location");
    mistakes.add(
        mistake(
            new Location(
                at.path("file").asText(), at.path("row").asInt(1), at.path("col").asInt(1)),
            what,
            fix));
  }

  private static Diagnostic mistake(Location at, String what, String fix) {
    return new Diagnostic(Diagnostic.Level.ERROR, at, new Problem("ENTRY_POINT", what, fix));
  }

  private static String packageOf(JsonNode tree) {
    List<String> path = new ArrayList<>();
    tree.path("package").path("path").forEach(step -> path.add(step.path("value").asText()));
    return String.join(".", path.subList(Math.min(1, path.size()), path.size()));
  }
}
