package dev.seaworthy.engine.rego.graphql.ast;

/** A node that others refer to by name. */
public interface Named {
  /** Its name; empty in trees that leave it out, and for anonymous operations. */
  String name();
}
