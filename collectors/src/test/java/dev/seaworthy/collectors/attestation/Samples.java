package dev.seaworthy.collectors.attestation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.Request;
import dev.seaworthy.collectors.SignatureTrust;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the real cosign signed, and the one who trusts its makers. */
final class Samples {
  static final Path ROOT = Path.of("../fixtures/attestations");
  static final String ISSUER = "https://token.ci.harbor.example";
  static final String SUBJECT =
      "https://forge.harbor.example/erp/odoo/.ci/release.yml@refs/tags/18.0.3";

  private Samples() {}

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(ROOT.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SignatureTrust keys(String... names) {
    return new SignatureTrust(
        Stream.of(names)
            .map(name -> new SignatureTrust.Key(name, ROOT.resolve("keys/" + name + ".pub")))
            .toList(),
        List.of(),
        List.of());
  }

  static SignatureTrust identity(String issuer, String subject, String root) {
    return new SignatureTrust(
        List.of(),
        List.of(new SignatureTrust.Identity(issuer, subject)),
        List.of(ROOT.resolve(root)));
  }

  static Snapshot gather(Folder folder, SignatureTrust trust) {
    return folder.gather(
        new Request(List.of("."), folder.root(), Hints.NONE.signedBy(trust), "image"));
  }

  static Snapshot gather(Path folder, String name, SignatureTrust trust) {
    return gather(Folder.at(folder).write(name, bytes(name)), trust);
  }

  static List<JsonNode> attestations(Snapshot snapshot) {
    return snapshot.evidence().stream()
        .filter(one -> one.kind().equals("image/attestation"))
        .map(Evidence::content)
        .map(content -> content.node())
        .toList();
  }

  static JsonNode one(Snapshot snapshot) {
    List<JsonNode> all = attestations(snapshot);
    if (all.size() != 1) {
      throw new AssertionError("not one attestation: " + all + Folder.gaps(snapshot));
    }
    return all.get(0);
  }

  /** {@code verified}, or the code of the refusal. */
  static String answer(JsonNode attestation) {
    return attestation.path("verified").asBoolean()
        ? "verified"
        : attestation.at("/failure/code").asText();
  }
}
