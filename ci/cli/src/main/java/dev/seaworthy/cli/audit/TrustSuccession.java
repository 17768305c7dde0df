package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.OneDocument;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.descriptor.Diagnostics;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.seal.TrustRules;
import dev.seaworthy.engine.seal.TrustedKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A trust root in which one key is to follow another. Nothing is written until it is known how. */
public final class TrustSuccession {
  private static final int MAX_BYTES = 1 << 20;

  private final Path file;
  private final byte[] bytes;
  private final TrustRules rules;
  private final TrustedKey old;
  private final String name;
  private final Instant at;

  /**
   * Reads the trust root.
   *
   * @param key that ends
   * @param name of its successor
   * @throws ConfigurationException if it has mistakes, or the key does not count until {@code at}
   */
  public TrustSuccession(Path file, VerificationKey key, String name, Instant at)
      throws ConfigurationException {
    this.file = file;
    this.bytes = InputFile.bytes(file, MAX_BYTES);
    this.rules = rules(bytes);
    this.old = named(key);
    this.name = name;
    this.at = at;
    if (!old.until().equals(Instant.MAX)) {
      throw refused(
          "`%s` ends already, at %s".formatted(old.name(), old.until()),
          "rotate the key that follows it");
    }
    if (!old.from().isBefore(at)) {
      throw refused(
          "`%s` counts only from %s".formatted(old.name(), old.from()),
          "choose a later time with `--at`");
    }
    if (rules.revoked().stream().anyMatch(one -> one.key().equals(key.id()))) {
      throw refused(
          "`%s` was revoked: it can vouch for no other".formatted(old.name()),
          "make a new key, and add it to the trust root by hand");
    }
    // As good as the successor's own, which is not there yet.
    requireAsMeant(text(fileOf(old)), key);
  }

  /** The key that ends, as the trust root has it. */
  public TrustedKey old() {
    return old;
  }

  /**
   * Writes the trust root anew.
   *
   * @param publicFile of the successor, in the folder of the trust root
   */
  public void write(String publicFile, VerificationKey successor) throws ConfigurationException {
    String text = text(publicFile);
    requireAsMeant(text, successor);
    OutputFile.rewrite(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private String text(String publicFile) throws ConfigurationException {
    Tree.Mapping entry = entry();
    return new SuccessorText(new String(bytes, StandardCharsets.UTF_8), entry, at)
        .with(name, old.role().id(), publicFile)
        .orElseThrow(this::byHand);
  }

  private void requireAsMeant(String text, VerificationKey successor)
      throws ConfigurationException {
    List<String> wanted = new ArrayList<>();
    for (TrustedKey key : rules.keys()) {
      boolean ends = key.name().equals(old.name());
      wanted.add(
          line(ends ? new TrustedKey(key.name(), key.role(), key.key(), key.from(), at) : key));
      if (ends) {
        wanted.add(line(new TrustedKey(name, old.role(), successor, at, Instant.MAX)));
      }
    }
    TrustRules read = rules(text.getBytes(StandardCharsets.UTF_8));
    boolean same =
        read.keys().stream().map(TrustSuccession::line).toList().equals(wanted)
            && read.revoked().equals(rules.revoked())
            && read.stampers().size() == rules.stampers().size()
            && read.threshold() == rules.threshold()
            && read.tolerance().equals(rules.tolerance());
    if (!same) {
      throw byHand();
    }
  }

  private static String line(TrustedKey key) {
    return "%s %s %s %s %s"
        .formatted(key.name(), key.role(), key.key().id(), key.from(), key.until());
  }

  private TrustedKey named(VerificationKey key) throws ConfigurationException {
    List<TrustedKey> found =
        rules.keys().stream().filter(one -> one.key().id().equals(key.id())).toList();
    if (found.size() != 1) {
      throw refused(
          "%s of its keys are `%s`".formatted(found.isEmpty() ? "none" : "several", key.id()),
          "name the private half of one key of the trust root with `--key`");
    }
    return found.get(0);
  }

  private Tree.Mapping entry() throws ConfigurationException {
    Optional<Tree> root = OneDocument.trust(file.toString(), bytes, new Diagnostics(""));
    return root.filter(Tree.Mapping.class::isInstance).map(Tree.Mapping.class::cast).stream()
        .flatMap(mapping -> mapping.items("keys").stream())
        .filter(Tree.Mapping.class::isInstance)
        .map(Tree.Mapping.class::cast)
        .filter(one -> one.text("name").equals(Optional.of(old.name())))
        .findFirst()
        .orElseThrow(this::byHand);
  }

  private String fileOf(TrustedKey key) throws ConfigurationException {
    return entry().text("file").orElse(key.name());
  }

  private TrustRules rules(byte[] text) throws ConfigurationException {
    Diagnostics diagnostics = new Diagnostics(file.toString());
    Optional<Tree> root = OneDocument.trust(file.toString(), text, diagnostics);
    TrustRules read =
        root.isPresent()
            ? new TrustFileReader(diagnostics, file.toAbsolutePath()).read(root.get())
            : TrustRules.NONE;
    if (diagnostics.hasErrors()) {
      throw new ConfigurationException(diagnostics.all());
    }
    return read;
  }

  private ConfigurationException byHand() {
    return refused(
        "its keys are written in a way that cannot be changed safely",
        "write each key as `- {name: …, role: …, file: …}` on a line, or by hand add `until: \"%s\"`"
                .formatted(at)
            + " to `%s`, and `%s` with that as `from`".formatted(old.name(), name));
  }

  private ConfigurationException refused(String why, String fix) {
    return new ConfigurationException(
        "TRUST_NOT_CHANGED", "`%s` stays as it is: %s".formatted(file, why), fix);
  }
}
