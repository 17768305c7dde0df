package dev.seaworthy.engine.rego.jose;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.HashSet;
import java.util.Set;

/** The fields of a token's header that tell how to check it. */
public final class TokenHeader {
  private String algorithm = "";
  private String keyId = "";
  private String contentType = "";
  private final Set<String> critical = new HashSet<>();
  private final Set<String> unknown = new HashSet<>();

  private TokenHeader() {}

  /**
   * Reads a header.
   *
   * @throws RegoException if a field that counts has a wrong type
   */
  public static TokenHeader of(ObjectValue object) {
    TokenHeader header = new TokenHeader();
    for (int i = 0; i < object.size(); i++) {
      if (object.keyAt(i) instanceof StringValue name) {
        header.read(name.text(), object.valueAt(i));
      }
    }
    return header;
  }

  private void read(String name, Value value) {
    switch (name) {
      case "alg" -> algorithm = text(name, value);
      case "kid" -> keyId = text(name, value);
      case "typ" -> text(name, value);
      case "cty" -> contentType = text(name, value);
      case "crit" -> readCritical(value);
      default -> unknown.add(name);
    }
  }

  private static String text(String name, Value value) {
    if (value instanceof StringValue text) {
      return text.text();
    }
    throw RegoException.failed(name + ": must be a string");
  }

  private void readCritical(Value value) {
    if (!(value instanceof ArrayValue names)) {
      throw RegoException.failed("crit: must be a list");
    }
    for (int i = 0; i < names.size() && names.at(i) instanceof StringValue name; i++) {
      critical.add(name.text());
    }
    if (critical.isEmpty()) {
      throw RegoException.failed("crit: must be a nonempty list");
    }
  }

  /** Whether it names an algorithm, and nothing critical that we do not know (RFC 7515, 4.1). */
  public boolean isValid() {
    return !algorithm.isEmpty() && unknown.stream().noneMatch(critical::contains);
  }

  public String algorithm() {
    return algorithm;
  }

  public String keyId() {
    return keyId;
  }

  /** Whether the payload is a token itself. */
  public boolean isNested() {
    return contentType.equalsIgnoreCase("JWT");
  }
}
