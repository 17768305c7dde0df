package dev.seaworthy.engine.rego.graphql.ast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A value as it is written (§2.9).
 *
 * @param raw the text of what is neither list nor object; a variable's name without its sign
 * @param members of a list, whose names are empty, or of an object
 */
public record Literal(Kind kind, String raw, NamedList<Member> members) {
  /** What a value is, in the order of the numbers that trees have for it. */
  public enum Kind {
    VARIABLE,
    INT,
    FLOAT,
    STRING,
    BLOCK_STRING,
    BOOLEAN,
    NULL,
    ENUM,
    LIST,
    OBJECT
  }

  /** A part of a list or an object. */
  public record Member(String name, Literal value) implements Named {}

  static final List<Kind> KINDS = List.of(Kind.values());

  public boolean is(Kind other) {
    return kind == other;
  }

  /** Its parts in the order that tells them from those of another: of an object by name. */
  public List<Member> sortedMembers() {
    List<Member> sorted = new ArrayList<>();
    members.forEach(sorted::add);
    if (is(Kind.OBJECT)) {
      sorted.sort(Comparator.comparing(Member::name));
    }
    return sorted;
  }

  /** The value for complaints; parts of lists and objects are left out. */
  public String shown() {
    return switch (kind) {
      case VARIABLE -> "$" + raw;
      case LIST -> "a list";
      case OBJECT -> "an object";
      case STRING, BLOCK_STRING -> '"' + raw + '"';
      case INT, FLOAT, BOOLEAN, NULL, ENUM -> raw;
    };
  }
}
