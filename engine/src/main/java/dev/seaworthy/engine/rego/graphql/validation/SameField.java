package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Argument;
import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.FieldDefinition;
import dev.seaworthy.engine.rego.graphql.ast.Literal;
import dev.seaworthy.engine.rego.graphql.ast.NamedList;
import dev.seaworthy.engine.rego.graphql.ast.Selection.Field;
import dev.seaworthy.engine.rego.graphql.ast.TypeReference;
import dev.seaworthy.engine.rego.graphql.schema.Schema;
import java.util.List;

/** Whether two fields with one name in the answer are the same, but for what is within them. */
final class SameField {
  private final Schema schema;
  private final WorkLimit limit;

  SameField(Schema schema, WorkLimit limit) {
    this.schema = schema;
    this.limit = limit;
  }

  /**
   * Checks two fields.
   *
   * @param areExclusive whether no answer has both, so that they may be different fields
   */
  void check(
      boolean areExclusive, SelectedFields.Selected selected, SelectedFields.Selected other) {
    Field field = selected.field();
    if (!areExclusive && !field.name().equals(other.field().name())) {
      throw conflict(field, "fields `" + other.field().name() + "` and `" + field.name() + "`");
    }
    if (!areExclusive && !isSame(field.arguments(), other.field().arguments())) {
      throw conflict(field, "a field with different arguments");
    }
    FieldDefinition ours = selected.definition();
    FieldDefinition theirs = other.definition();
    if (ours != null && theirs != null && doConflict(ours.type(), theirs.type())) {
      throw conflict(field, "types `" + ours.type() + "` and `" + theirs.type() + "`");
    }
  }

  private static RegoException conflict(Field field, String what) {
    return Rule.complaint("`%s` would stand for %s".formatted(field.responseName(), what));
  }

  private boolean doConflict(TypeReference first, TypeReference second) {
    TypeReference ours = first;
    TypeReference theirs = second;
    while (ours.element() != null && theirs.element() != null) {
      ours = ours.element();
      theirs = theirs.element();
    }
    if (ours.element() != null
        || theirs.element() != null
        || ours.isNonNull() != theirs.isNonNull()) {
      return true;
    }
    return isLeaf(ours) && isLeaf(theirs) && !ours.named().equals(theirs.named());
  }

  private boolean isLeaf(TypeReference reference) {
    Definition type = schema.type(reference);
    return type != null && type.kind().isLeaf();
  }

  private boolean isSame(NamedList<Argument> ours, NamedList<Argument> theirs) {
    if (ours.size() != theirs.size()) {
      return false;
    }
    for (Argument argument : ours) {
      if (!isAmong(argument, theirs)) {
        return false;
      }
    }
    return true;
  }

  private boolean isAmong(Argument argument, NamedList<Argument> others) {
    for (Argument other : others) {
      limit.step();
      if (argument.name().equals(other.name()) && isSame(argument.value(), other.value())) {
        return true;
      }
    }
    return false;
  }

  /** Fields of input objects have no order, elements of lists do. */
  private boolean isSame(Literal value, Literal other) {
    limit.step();
    if (!value.is(other.kind())
        || !value.raw().equals(other.raw())
        || value.members().size() != other.members().size()) {
      return false;
    }
    List<Literal.Member> members = value.sortedMembers();
    List<Literal.Member> others = other.sortedMembers();
    for (int i = 0; i < members.size(); i++) {
      if (!members.get(i).name().equals(others.get(i).name())
          || !isSame(members.get(i).value(), others.get(i).value())) {
        return false;
      }
    }
    return true;
  }
}
