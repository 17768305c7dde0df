package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.descriptor.Descriptor;
import dev.seaworthy.cli.descriptor.Diagnostics;
import dev.seaworthy.cli.descriptor.Fields;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.log.WitnessKey;
import dev.seaworthy.engine.log.Witnesses;
import dev.seaworthy.engine.seal.Revocation;
import dev.seaworthy.engine.seal.Role;
import dev.seaworthy.engine.seal.TrustRules;
import dev.seaworthy.engine.seal.TrustedKey;
import dev.seaworthy.engine.seal.TrustedStamper;
import dev.seaworthy.engine.x509.Authority;
import dev.seaworthy.engine.x509.CertificateChain;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a tree into the rules of a trust root, and reports every mistake in it. */
final class TrustFileReader {
  private static final String KIND = "TrustRoot";
  private static final Set<String> KEYS =
      Set.of("apiVersion", "kind", "keys", "timestamps", "witnesses", "revoked");
  private static final Set<String> KEY_KEYS =
      Set.of("name", "role", "file", "from", "until", "policies");
  private static final Set<String> WITNESS_KEYS = Set.of("threshold");
  private static final Set<String> TIME_KEYS = Set.of("threshold", "toleranceSeconds");
  private static final int MOST = 100;
  private static final int DAY_SECONDS = 24 * 3600;

  /** What all entries have. */
  private record Entry(String name, Path file, Instant from, Instant until) {}

  private final Diagnostics diagnostics;
  private final Path file;
  private final List<TrustedKey> keys = new ArrayList<>();
  private final List<TrustedStamper> stampers = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final List<WitnessKey> witnesses = new ArrayList<>();
  private int threshold = 1;
  private int witnessThreshold = 1;
  private Duration tolerance = TrustRules.TOLERANCE;

  /**
   * A reader.
   *
   * @param file whose folder other files are named from
   */
  TrustFileReader(Diagnostics diagnostics, Path file) {
    this.diagnostics = diagnostics;
    this.file = file;
  }

  /** What could be read; to be used only if no error was reported. */
  TrustRules read(Tree root) {
    Fields fields = Fields.of(root, "", KEYS, diagnostics);
    fields.exactly("apiVersion", Descriptor.API_VERSION);
    fields.exactly("kind", KIND);
    fields.each("keys", (item, path) -> key(Fields.of(item, path, KEY_KEYS, diagnostics)));
    fields.nested("timestamps", TIME_KEYS, this::timestamps);
    fields.nested(
        "witnesses",
        WITNESS_KEYS,
        nested -> witnessThreshold = (int) nested.number("threshold", 1, 1, MOST));
    List<Revocation> revoked = new RevokedReader(diagnostics, keys, stampers).read(fields);
    if (!diagnostics.hasErrors()) {
      requireUsable(fields);
      requireWitnesses(fields);
    }
    return diagnostics.hasErrors()
        ? TrustRules.NONE
        : new TrustRules(keys, stampers, stampers.isEmpty() ? 0 : threshold, tolerance)
            .withLogs(
                List.of(), new Witnesses(witnesses, witnesses.isEmpty() ? 0 : witnessThreshold))
            .revoking(revoked);
  }

  private void requireUsable(Fields fields) {
    if (keys.stream().noneMatch(key -> key.role() == Role.ENGINE)) {
      error(
          fields,
          "keys",
          "TRUST_NO_ENGINE",
          "no key is trusted to seal verdicts",
          "add one with `role: engine`");
    }
    if (threshold > stampers.size() && (!stampers.isEmpty() || fields.has("timestamps"))) {
      error(
          fields,
          "timestamps",
          "TRUST_THRESHOLD",
          "%d authorities must attest a time, and %d are trusted"
              .formatted(threshold, stampers.size()),
          "add keys with `role: timestamp-authority`, or lower `threshold`");
    }
  }

  private void requireWitnesses(Fields fields) {
    if (witnessThreshold > witnesses.size() && (!witnesses.isEmpty() || fields.has("witnesses"))) {
      error(
          fields,
          "witnesses",
          "TRUST_THRESHOLD",
          "%d witnesses must have seen a log, and %d are trusted"
              .formatted(witnessThreshold, witnesses.size()),
          "add keys with `role: witness`, or lower `threshold`");
    }
    if (!witnesses.isEmpty() && keys.stream().noneMatch(key -> key.role() == Role.LOG)) {
      error(
          fields,
          "keys",
          "TRUST_NO_LOG",
          "witnesses are trusted, and no log that they see",
          "add the key of a log with `role: log`");
    }
  }

  private void timestamps(Fields fields) {
    threshold = (int) fields.number("threshold", 1, 1, MOST);
    tolerance =
        Duration.ofSeconds(
            fields.number("toleranceSeconds", TrustRules.TOLERANCE.toSeconds(), 0, DAY_SECONDS));
  }

  private void key(Fields fields) {
    Optional<String> name = fields.required("name");
    Optional<Role> role = fields.required("role").flatMap(text -> role(fields, text));
    Optional<Path> key = fields.required("file").map(file::resolveSibling);
    Instant from = time(fields, "from", Instant.MIN);
    Instant until = time(fields, "until", Instant.MAX);
    if (!from.isBefore(until)) {
      error(fields, "until", "TRUST_PERIOD", "`until` is not after `from`", "swap them");
    }
    if (name.isPresent() && !names.add(name.get())) {
      error(fields, "name", "TRUST_TWICE", "two keys have this name", "give each its own");
    }
    if (!from.isBefore(until) || role.isEmpty() || name.isEmpty() || key.isEmpty()) {
      return;
    }
    Entry entry = new Entry(name.get(), key.get(), from, until);
    switch (role.get()) {
      case TIMESTAMP_AUTHORITY -> stamper(fields, entry);
      case WITNESS -> witness(fields, entry);
      default -> signer(fields, entry, role.get());
    }
  }

  private void witness(Fields fields, Entry entry) {
    Stream.of("policies", "from", "until").filter(fields::has).forEach(key -> unused(fields, key));
    try {
      WitnessKey key = WitnessFile.read(entry.file());
      if (witnesses.contains(key)) {
        error(fields, "file", "TRUST_TWICE", "two witnesses have this key", "name it once");
      } else {
        witnesses.add(key);
      }
    } catch (ConfigurationException e) {
      unreadable(fields, e);
    }
  }

  private void unused(Fields fields, String key) {
    error(fields, key, "UNKNOWN_KEY", "a witness has no `%s`".formatted(key), "leave it out");
  }

  private void signer(Fields fields, Entry entry, Role role) {
    if (fields.has("policies")) {
      error(
          fields,
          "policies",
          "UNKNOWN_KEY",
          "`policies` are those of a time-stamp authority",
          "leave them out");
    }
    try {
      VerificationKey key = VerificationKey.fromPem(text(entry.file()));
      keys.add(new TrustedKey(entry.name(), role, key, entry.from(), entry.until()));
    } catch (KeyException e) {
      error(
          fields,
          "file",
          "WRONG_KEY_TYPE",
          "the key cannot be `%s`: %s".formatted(role.id(), e.getMessage()),
          "name a public key (`.pub`) that `seaworthy keys generate` made");
    } catch (ConfigurationException e) {
      unreadable(fields, e);
    }
  }

  private void stamper(Fields fields, Entry entry) {
    try {
      CertificateChain.fromPem(text(entry.file()))
          .ifPresentOrElse(
              chain ->
                  stampers.add(
                      new TrustedStamper(
                          entry.name(),
                          // The last moment of trust, where `until` is the first after it.
                          new Authority(
                              chain,
                              entry.from(),
                              entry.until().equals(Instant.MAX)
                                  ? Instant.MAX
                                  : entry.until().minusNanos(1)),
                          Set.copyOf(fields.texts("policies")))),
              () ->
                  error(
                      fields,
                      "file",
                      "WRONG_KEY_TYPE",
                      "the file holds no certificates that are each issued by the next",
                      "write the authority's certificates into it in PEM, the root last"));
    } catch (ConfigurationException e) {
      unreadable(fields, e);
    }
  }

  private static String text(Path named) throws ConfigurationException {
    return InputFile.text(named);
  }

  private void unreadable(Fields fields, ConfigurationException e) {
    e.diagnostics()
        .forEach(
            one ->
                error(
                    fields,
                    "file",
                    one.problem().code(),
                    one.problem().message(),
                    one.problem().fix()));
  }

  private Optional<Role> role(Fields fields, String text) {
    Optional<Role> role = Role.parse(text);
    if (role.isEmpty()) {
      error(
          fields,
          "role",
          "UNKNOWN_VALUE",
          "`role` cannot be `%s`".formatted(text),
          "write one of "
              + Stream.of(Role.values()).map(Role::id).collect(Collectors.joining(", ")));
    }
    return role;
  }

  private Instant time(Fields fields, String key, Instant otherwise) {
    Optional<String> text = fields.optional(key);
    try {
      return text.isEmpty() ? otherwise : Instant.parse(text.get());
    } catch (DateTimeException e) {
      error(
          fields,
          key,
          "BAD_TIME",
          "`%s` is not a time".formatted(key),
          "write it like `2026-01-01T00:00:00Z`");
      return otherwise;
    }
  }

  private void error(Fields fields, String key, String code, String message, String fix) {
    diagnostics.error(fields.valueMark(key), code, message, fix);
  }
}
