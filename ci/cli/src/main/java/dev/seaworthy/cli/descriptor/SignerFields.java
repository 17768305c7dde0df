package dev.seaworthy.cli.descriptor;

import dev.seaworthy.collectors.SignatureTrust;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads whose signatures of images an entry of {@code evidence} trusts. */
final class SignerFields {
  private static final String KEYS = "keys";
  private static final String IDENTITIES = "identities";
  private static final String ROOT = "trustedRoot";
  private static final String VEX = "vex";
  private static final String SIGNED = "signed";

  private final Diagnostics diagnostics;

  SignerFields(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Nobody where the entry names nobody. */
  SignatureTrust read(Fields evidence) {
    List<SignatureTrust.Key> keys = new ArrayList<>();
    Set<String> names = new HashSet<>();
    evidence.each(
        KEYS,
        (item, path) -> {
          Fields fields = Fields.of(item, path, Set.of("name", "path"), diagnostics);
          key(fields, names).ifPresent(keys::add);
        });
    List<SignatureTrust.Identity> identities = new ArrayList<>();
    evidence.each(
        IDENTITIES,
        (item, path) ->
            identity(Fields.of(item, path, Set.of("issuer", "subject"), diagnostics))
                .ifPresent(identities::add));
    List<Path> roots = new ArrayList<>();
    for (String path : evidence.texts(ROOT)) {
      path(evidence, ROOT, path).ifPresent(roots::add);
    }
    requireFitting(evidence);
    boolean signedVex =
        evidence
            .oneOf(VEX, evidence.optional(VEX), Set.of(SIGNED, "any"))
            .filter(SIGNED::equals)
            .isPresent();
    return new SignatureTrust(keys, identities, roots, signedVex);
  }

  private Optional<SignatureTrust.Key> key(Fields fields, Set<String> names) {
    Optional<String> name = fields.required("name");
    Optional<Path> path = fields.required("path").flatMap(text -> path(fields, "path", text));
    if (name.isPresent() && !names.add(name.get())) {
      diagnostics.error(
          fields.valueMark("name"),
          "KEY_TWICE",
          "two keys are called `%s`".formatted(name.get()),
          "give each key a name of its own");
    }
    return name.flatMap(one -> path.map(file -> new SignatureTrust.Key(one, file)));
  }

  /** A subject that may be anything would let in everybody whom the issuer knows. */
  private Optional<SignatureTrust.Identity> identity(Fields fields) {
    Optional<String> issuer = fields.required("issuer");
    Optional<String> subject = fields.required("subject");
    if (subject.isPresent() && subject.get().matches("\\*+")) {
      diagnostics.error(
          fields.valueMark("subject"),
          "ANYBODY",
          "the subject `*` is anybody for whom the issuer vouches",
          "name a person, or a workflow: `https://forge.example/team/*`");
    }
    return issuer.flatMap(one -> subject.map(two -> new SignatureTrust.Identity(one, two)));
  }

  private Optional<Path> path(Fields fields, String key, String text) {
    DescriptorReader.requireRelative(diagnostics, fields.valueMark(key), text);
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private void requireFitting(Fields evidence) {
    for (String key : List.of(KEYS, IDENTITIES, ROOT, VEX)) {
      if (evidence.has(key) && !evidence.optional("collector").orElse("image").equals("image")) {
        diagnostics.error(
            evidence.markOf(key),
            "SIGNERS_NOT_ALLOWED",
            "only the collector `image` verifies signatures",
            "write `collector: image`");
      }
    }
    if (evidence.has(IDENTITIES) && !evidence.has(ROOT)) {
      diagnostics.error(
          evidence.markOf(IDENTITIES),
          "MISSING_KEY",
          "`identities` are named, and no `trustedRoot`: nobody can issue their certificates",
          "add `trustedRoot: FILE`, made by `cosign trusted-root create`");
    }
  }
}
