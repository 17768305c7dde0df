package dev.seaworthy.engine.rego.graphql.ast;

import java.util.List;

/** Selections with a name (§2.8). */
public record Fragment(
    String name, String typeCondition, NamedList<Directive> directives, List<Selection> selections)
    implements Named {}
