package dev.seaworthy.engine.rego.graphql.ast;

import java.util.List;

/** A part of what a query asks for (§2.4). */
public sealed interface Selection {
  /** The directives it has. */
  NamedList<Directive> directives();

  /** What is selected within it; empty for the spread of a fragment, which has a name instead. */
  List<Selection> selections();

  /**
   * A field (§2.5).
   *
   * @param alias another name for its answer; empty in trees that leave it out
   */
  record Field(
      String alias,
      String name,
      NamedList<Argument> arguments,
      NamedList<Directive> directives,
      List<Selection> selections)
      implements Selection, Named {
    /** The name that its answer has. */
    public String responseName() {
      return alias.isEmpty() ? name : alias;
    }
  }

  /** The selections of a fragment, by its name (§2.8). */
  record Spread(String name, NamedList<Directive> directives) implements Selection, Named {
    @Override
    public List<Selection> selections() {
      return List.of();
    }
  }

  /**
   * Selections for some types only (§2.8.2).
   *
   * @param typeCondition the type's name; empty for that of what is around it
   */
  record InlineFragment(
      String typeCondition, NamedList<Directive> directives, List<Selection> selections)
      implements Selection {}
}
