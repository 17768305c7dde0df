package dev.seaworthy.engine.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON value in the byte form of RFC 8785 (JSON Canonicalization Scheme): equal values
 * have equal bytes, hence equal digests.
 */
public final class CanonicalJson {
  /** JSON's {@code null}, for use inside value trees. */
  public static final Object NULL = Nothing.NULL;

  private final byte[] bytes;
  private @Nullable Digest digest;

  /** Takes over bytes that nobody else has. */
  CanonicalJson(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The canonical form of a tree of {@link Map} (string keys), {@link Iterable}, {@link String},
   * {@link Boolean}, {@link Integer}, {@link Long}, {@link java.math.BigInteger}, {@link Double},
   * {@link #NULL}, {@link CanonicalJson} and {@link JsonNode}.
   *
   * @throws NotCanonicalException if a string or number has no canonical form
   */
  public static CanonicalJson of(Object value) {
    if (value instanceof CanonicalJson canonical) {
      return canonical;
    }
    CanonicalText out = new CanonicalText();
    new CanonicalWriter(out).value(value);
    return out.finish();
  }

  /**
   * The digest of a value's canonical form, without holding that form; for very large values.
   *
   * @throws NotCanonicalException as {@link #of}
   */
  public static Digest digestOf(Object value) {
    DigestText out = new DigestText();
    new CanonicalWriter(out).value(value);
    return out.digest();
  }

  /**
   * Reads any JSON text and brings it into canonical form.
   *
   * @throws NotCanonicalException if it is not strict JSON or has no canonical form
   */
  public static CanonicalJson parse(byte[] json) {
    return of(StrictJson.parse(json));
  }

  /**
   * Reads JSON text that must already be in canonical form, byte for byte.
   *
   * @throws NotCanonicalException if it is not
   */
  public static CanonicalJson requireCanonical(byte[] json) {
    return requireSame(parse(json), json);
  }

  /**
   * The value tree of JSON text that must already be in canonical form: what {@link #node} of it
   * gives, without reading it twice.
   *
   * @throws NotCanonicalException as {@link #requireCanonical}
   */
  public static JsonNode canonicalNode(byte[] json) {
    JsonNode tree = StrictJson.parse(json);
    requireSame(of(tree), json);
    return tree;
  }

  private static CanonicalJson requireSame(CanonicalJson canonical, byte[] json) {
    if (!Arrays.equals(canonical.bytes, json)) {
      throw new NotCanonicalException("the JSON is not in canonical form (RFC 8785)");
    }
    return canonical;
  }

  /** A value tree of these bytes, for reading. */
  public JsonNode node() {
    try (JsonParser parser = parser()) {
      parser.nextToken();
      return TreeReader.read(parser);
    } catch (IOException e) {
      throw new IllegalStateException("canonical bytes are well-formed", e);
    }
  }

  /** A parser of these bytes, for readers that make values of their own. */
  public JsonParser parser() {
    return StrictJson.fastParser(bytes);
  }

  /** The integer under a key of the root object; empty when it is absent or something else. */
  public OptionalLong integer(String key) {
    try (JsonParser parser = StrictJson.factory().createParser(bytes)) {
      parser.nextToken();
      // Keys are sorted, so that most objects need not be read to their end.
      for (String name = parser.nextFieldName();
          name != null && name.compareTo(key) <= 0;
          name = parser.nextFieldName()) {
        JsonToken token = parser.nextToken();
        if (name.equals(key)) {
          return token == JsonToken.VALUE_NUMBER_INT
              ? OptionalLong.of(parser.getLongValue())
              : OptionalLong.empty();
        }
        parser.skipChildren();
      }
      return OptionalLong.empty();
    } catch (IOException e) {
      throw new IllegalStateException("canonical bytes are well-formed", e);
    }
  }

  /** A copy of the canonical bytes, UTF-8. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** How many bytes the canonical form has. */
  public int size() {
    return bytes.length;
  }

  /** The SHA-256 of the canonical bytes. */
  public Digest digest() {
    Digest known = digest;
    if (known == null) {
      known = Digest.of(bytes);
      digest = known;
    }
    return known;
  }

  void appendTo(CanonicalText out) {
    out.bytes(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CanonicalJson that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The canonical text. */
  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
