package dev.seaworthy.engine.rego.schema;

import dev.seaworthy.engine.rego.RegoException;

/** What can be wrong with a schema, in the words that OPA has for it. */
final class Complaint {
  private Complaint() {}

  static RegoException notASchema() {
    return RegoException.failed("Expected: Valid Schema, given: Invalid JSON");
  }

  static RegoException invalidType(String expected, String given) {
    return RegoException.failed("Invalid type. Expected: %s, given: %s".formatted(expected, given));
  }

  static RegoException mustBeOfType(String key, String type) {
    return RegoException.failed("%s must be of type %s".formatted(key, type));
  }

  static RegoException mustBeA(String key, String type) {
    return RegoException.failed("%s must be of a %s".formatted(key, type));
  }

  static RegoException mustBeAn(String key, String type) {
    return RegoException.failed("%s must be of an %s".formatted(key, type));
  }

  static RegoException mustNotBeNegative(String key) {
    return RegoException.failed(key + " must be greater than or equal to 0");
  }

  static RegoException mustBeUnique(String key) {
    return RegoException.failed(key + " items must be unique");
  }

  static RegoException cannotBeGreater(String key, String than) {
    return RegoException.failed("%s cannot be greater than %s".formatted(key, than));
  }

  static RegoException cannotBeWithout(String key, String other) {
    return RegoException.failed("%s cannot be used without %s".formatted(key, other));
  }
}
