package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.document.StrictTree;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members of one JSON object of a signed thing: what is missing, unknown or of another type
 * makes all of it refused, for a reader that guesses can be led.
 *
 * @param what it is, for messages
 */
record Members(Tree.Mapping object, String what) {
  private static final String MALFORMED = "malformed";

  static Members of(Tree tree, String what) throws Refusal {
    if (tree instanceof Tree.Mapping mapping) {
      return new Members(mapping, what);
    }
    throw new Refusal(MALFORMED, what + " is not an object");
  }

  /**
   * The object that a text of JSON is.
   *
   * @param code of the refusal of what is not JSON
   */
  static Members read(byte[] json, String what, String code) throws Refusal {
    try {
      return of(StrictTree.read(json), what);
    } catch (NotCanonicalException e) {
      throw new Refusal(code, "%s is not JSON: %s".formatted(what, e.getMessage()));
    }
  }

  /** These, when they hold no other than {@code keys}. */
  Members only(Set<String> keys) throws Refusal {
    for (String key : object.entries().keySet()) {
      if (!keys.contains(key)) {
        throw new Refusal("unknown-member", "%s has a member `%s`".formatted(what, key));
      }
    }
    return this;
  }

  /** Whether there is one that is not null. */
  boolean has(String key) {
    return value(key).isPresent();
  }

  Optional<Tree> value(String key) {
    return object
        .get(key)
        .filter(
            tree -> !(tree instanceof Tree.Scalar scalar && scalar.value() == CanonicalJson.NULL));
  }

  String text(String key) throws Refusal {
    return value(key).flatMap(Tree::asText).orElseThrow(() -> missing(key, "text"));
  }

  /** Text; empty where there is none. */
  String textOrNothing(String key) throws Refusal {
    return has(key) ? text(key) : "";
  }

  byte[] bytes(String key) throws Refusal {
    return Base64Text.decode(text(key), "`%s` of %s".formatted(key, what));
  }

  /** Base64 as it is written; it has one form. */
  String base64(String key) throws Refusal {
    String text = text(key);
    Base64Text.decode(text, "`%s` of %s".formatted(key, what));
    return text;
  }

  /** A whole number that protobuf's JSON leaves out where it is zero. */
  long numberOrZero(String key) throws Refusal {
    return has(key) ? number(key) : 0;
  }

  /** A whole number, which protobuf's JSON writes as text. */
  long number(String key) throws Refusal {
    Object value = value(key).map(Tree::plain).orElse("");
    try {
      return value instanceof Long number ? number : Long.parseLong(value.toString());
    } catch (NumberFormatException e) {
      throw missing(key, "a whole number");
    }
  }

  Members object(String key) throws Refusal {
    if (value(key).orElse(null) instanceof Tree.Mapping mapping) {
      return new Members(mapping, "`%s`".formatted(key));
    }
    throw missing(key, "an object");
  }

  /** The items of a list; none where there is no list. */
  List<Tree> items(String key) throws Refusal {
    Optional<Tree> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof Tree.Sequence sequence) {
      return sequence.items();
    }
    throw missing(key, "a list");
  }

  private Refusal missing(String key, String type) {
    return new Refusal(MALFORMED, "%s has no `%s` that is %s".formatted(what, key, type));
  }
}
