package dev.seaworthy.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds each {@code not} that OPA 1.22 plans as nothing. It drops the comparison of two arrays of
 * different lengths, since they are never equal; within a {@code not} nothing then fails, so that
 * the compiled policy says no where {@code opa eval} says yes.
 */
final class EmptyNegations {
  private final JsonNode plan;
  private final List<Diagnostic> found = new ArrayList<>();

  private EmptyNegations(JsonNode plan) {
    this.plan = plan;
  }

  /**
   * Looks through a plan.
   *
   * @param plan a {@code plan.json}
   */
  static List<Diagnostic> in(JsonNode plan) {
    EmptyNegations negations = new EmptyNegations(plan);
    negations.look(plan.path("plans"));
    negations.look(plan.path("funcs"));
    return List.copyOf(negations.found);
  }

  private void look(JsonNode node) {
    if (node.path("type").asText().equals("NotStmt")
        && node.path("stmt").path("block").path("stmts").isEmpty()) {
      found.add(mistake(node.path("stmt")));
    }
    node.forEach(this::look);
  }

  private Diagnostic mistake(JsonNode statement) {
    String file =
        plan.path("static")
            .path("files")
            .path(statement.path("file").asInt())
            .path("value")
            .asText();
    return new Diagnostic(
        Diagnostic.Level.ERROR,
        new Location(file, statement.path("row").asInt(1), statement.path("col").asInt(1)),
        new Problem(
            "PLANNED_AS_NOTHING",
            "OPA drops this `not`: it compares arrays of different lengths, which are never equal",
            "remove it, or compare arrays of one length"));
  }
}
