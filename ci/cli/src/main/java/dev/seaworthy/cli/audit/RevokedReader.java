package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.descriptor.Diagnostics;
import dev.seaworthy.cli.descriptor.Fields;
import dev.seaworthy.engine.seal.Revocation;
import dev.seaworthy.engine.seal.TrustedKey;
import dev.seaworthy.engine.seal.TrustedStamper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads which keys of a trust root count no longer. */
final class RevokedReader {
  private static final Set<String> KEYS = Set.of("key", "at", "reason", "compromisedSince");
  private static final int MOST_CHARACTERS = 500;

  private final Diagnostics diagnostics;
  private final List<TrustedKey> keys;
  private final List<TrustedStamper> stampers;
  private final List<Revocation> revoked = new ArrayList<>();

  RevokedReader(Diagnostics diagnostics, List<TrustedKey> keys, List<TrustedStamper> stampers) {
    this.diagnostics = diagnostics;
    this.keys = keys;
    this.stampers = stampers;
  }

  /** What could be read; to be used only if no error was reported. */
  List<Revocation> read(Fields root) {
    root.each("revoked", (item, path) -> one(Fields.of(item, path, KEYS, diagnostics)));
    return revoked;
  }

  private void one(Fields fields) {
    Optional<String> key = fields.required("key").flatMap(text -> key(fields, text));
    Optional<Instant> at = fields.required("at").flatMap(text -> time(fields, "at", text));
    Optional<String> reason = fields.required("reason").map(RevokedReader::oneLine);
    Optional<Instant> since =
        fields.optional("compromisedSince").flatMap(text -> time(fields, "compromisedSince", text));
    if (key.isEmpty() || at.isEmpty() || reason.isEmpty()) {
      return;
    }
    if (since.filter(at.get()::isBefore).isPresent()) {
      error(
          fields,
          "compromisedSince",
          "TRUST_PERIOD",
          "`compromisedSince` is after `at`",
          "swap them: a key is revoked when its loss is known, or later");
      return;
    }
    revoked.add(new Revocation(key.get(), at.get(), reason.get(), since));
  }

  /** The id of a named key, the name of an authority, or any id: of a list that many share. */
  private Optional<String> key(Fields fields, String text) {
    Optional<String> found =
        keys.stream().filter(key -> key.name().equals(text)).map(key -> key.key().id()).findFirst();
    boolean known =
        text.startsWith("SHA256:") || stampers.stream().anyMatch(one -> one.name().equals(text));
    Optional<String> key = found.isEmpty() && known ? Optional.of(text) : found;
    if (key.isEmpty()) {
      error(
          fields,
          "key",
          "TRUST_UNKNOWN_KEY",
          "no key is called `%s`".formatted(text),
          "write a `name` of `keys`, or an id that begins with `SHA256:`");
    } else if (revoked.stream().anyMatch(one -> one.key().equals(key.get()))) {
      error(fields, "key", "TRUST_TWICE", "this key is revoked twice", "keep the earlier one");
    }
    return key;
  }

  private Optional<Instant> time(Fields fields, String name, String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      error(
          fields,
          name,
          "BAD_TIME",
          "`%s` is not a time".formatted(name),
          "write it like `2026-01-01T00:00:00Z`");
      return Optional.empty();
    }
  }

  /** It stands in messages. */
  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) : line;
  }

  private void error(Fields fields, String key, String code, String message, String fix) {
    diagnostics.error(fields.valueMark(key), code, message, fix);
  }
}
