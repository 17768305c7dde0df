package dev.seaworthy.engine.rego.graphql.ast;

/** What a type is (§3.4). */
public enum TypeKind {
  SCALAR,
  OBJECT,
  INTERFACE,
  UNION,
  ENUM,
  INPUT_OBJECT,
  /** A tree says something else. */
  UNKNOWN;

  static TypeKind of(String name) {
    for (TypeKind kind : values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return UNKNOWN;
  }

  /** Whether its values have no fields. */
  public boolean isLeaf() {
    return this == SCALAR || this == ENUM;
  }

  /** Whether fields can be selected of it. */
  public boolean isComposite() {
    return this == OBJECT || this == INTERFACE || this == UNION;
  }

  /** Whether arguments may have it (§3.4.2). */
  public boolean isInput() {
    return isLeaf() || this == INPUT_OBJECT;
  }

  /** Whether fields may have it (§3.4.2). */
  public boolean isOutput() {
    return isLeaf() || isComposite();
  }
}
