package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements one after the other, until one does not go on with the next. */
final class Block {
  private final Statement[] statements;

  Block(List<Statement> statements) {
    this.statements = statements.toArray(Statement[]::new);
  }

  List<Statement> statements() {
    return List.of(statements);
  }

  int run(Execution execution, @Nullable Value[] locals) {
    for (Statement statement : statements) {
      int outcome = statement.run(execution, locals);
      if (outcome != Statement.NEXT) {
        return outcome;
      }
    }
    return Statement.NEXT;
  }
}
