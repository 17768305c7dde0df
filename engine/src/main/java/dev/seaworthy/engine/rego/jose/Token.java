package dev.seaworthy.engine.rego.jose;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.Base64Text;
import dev.seaworthy.engine.rego.text.GoJson;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;

/** A token's three parts, as they are written. */
public final class Token {
  private final String header;
  private final String payload;
  private final String signature;

  private Token(String header, String payload, String signature) {
    this.header = header;
    this.payload = payload;
    this.signature = signature;
  }

  /**
   * Takes a token apart.
   *
   * @throws RegoException if it has not three parts
   */
  public static Token of(String text) {
    if (text.indexOf('.') < 0) {
      throw RegoException.failed("encoded JWT had no period separators");
    }
    List<String> parts = List.of(text.split("\\.", -1));
    if (parts.size() != 3) {
      throw RegoException.failed("encoded JWT must have 3 sections, found " + parts.size());
    }
    return new Token(parts.get(0), parts.get(1), parts.get(2));
  }

  /** What is signed. */
  public byte[] signed() {
    return Bytes.of(header + "." + payload);
  }

  /** The header, which must be that of a signed token. */
  public ObjectValue header() {
    ObjectValue read;
    byte[] json = decode("header", header);
    try {
      read = object(json);
    } catch (RegoException e) {
      throw RegoException.failed("bad JWT header: " + e.getMessage());
    }
    if (read.get("enc") != null) {
      throw RegoException.failed("JWT is a JWE object, which is not supported");
    }
    return read;
  }

  /** The payload, as it is. */
  public byte[] payload() {
    return decode("payload", payload);
  }

  /** The payload as an object of claims. */
  public static ObjectValue object(byte[] json) {
    Value value;
    try {
      value = GoJson.read(json);
    } catch (RegoException e) {
      throw RegoException.failed("invalid JSON: " + e.getMessage());
    }
    if (!(value instanceof ObjectValue object)) {
      throw RegoException.failed("decoded JSON type was not an Object");
    }
    return object;
  }

  public byte[] signature() {
    return Base64Text.decodeUrl(signature);
  }

  /** The signature, with a complaint that says which part is bad. */
  public byte[] namedSignature() {
    return decode("signature", signature);
  }

  private static byte[] decode(String part, String text) {
    try {
      return Base64Text.decodeUrl(text);
    } catch (RegoException e) {
      throw RegoException.failed("JWT %s had invalid encoding: %s".formatted(part, e.getMessage()));
    }
  }
}
