package dev.seaworthy.engine.rego.graphql.ast;

import org.jspecify.annotations.Nullable;

/**
 * A type as it is referred to (§2.11): a name, or a list of others; null may be excluded.
 *
 * @param named the type's name; empty for a list
 * @param element what the list consists of; null for a name
 */
public record TypeReference(String named, @Nullable TypeReference element, boolean isNonNull) {
  /** A type by its name. */
  public static TypeReference named(String name, boolean isNonNull) {
    return new TypeReference(name, null, isNonNull);
  }

  /** The name within all lists. */
  public String innermost() {
    TypeReference type = this;
    while (type.element != null) {
      type = type.element;
    }
    return type.named;
  }

  /** The same type where null may be. */
  public TypeReference nullable() {
    return isNonNull ? new TypeReference(named, element, false) : this;
  }

  /** Whether a value of this type may stand where another is expected (§5.8.5). */
  public boolean fits(TypeReference expected) {
    TypeReference ours = this;
    TypeReference theirs = expected;
    while (true) {
      if (!ours.named.equals(theirs.named) || (theirs.isNonNull && !ours.isNonNull)) {
        return false;
      }
      if (ours.element == null || theirs.element == null) {
        return ours.element == null && theirs.element == null;
      }
      ours = ours.element;
      theirs = theirs.element;
    }
  }

  /** The type as GraphQL writes it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    int lists = 0;
    TypeReference type = this;
    StringBuilder end = new StringBuilder();
    while (type.element != null) {
      end.insert(0, type.isNonNull ? "]!" : "]");
      lists++;
      type = type.element;
    }
    return text.append("[".repeat(lists))
        .append(type.named)
        .append(type.isNonNull ? "!" : "")
        .append(end)
        .toString();
  }
}
