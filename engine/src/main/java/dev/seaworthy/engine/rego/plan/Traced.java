package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a variable beside its value.
 *
 * @param origin where the value stands in a document; null if it was made
 * @param reads what decided that the variable has this value, or, if it is undefined, that it has
 *     none; without a look into the value at its origin
 */
record Traced(@Nullable Place origin, Reads reads) {
  static final Traced NOTHING = new Traced(null, Reads.NONE);

  static Traced root(Place document) {
    return new Traced(document, Reads.NONE);
  }

  Traced and(Reads more) {
    return new Traced(origin, reads.and(more));
  }

  /** Of the value under a key of a value that stands in a document. */
  Traced at(Value key) {
    return origin == null ? this : new Traced(origin.at(key), reads);
  }
}
