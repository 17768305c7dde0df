package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.seal.SealReport.Claim;
import dev.seaworthy.engine.seal.SealReport.Result;
import dev.seaworthy.engine.verdict.Gate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An authentic verdict, as its sealed file says it.
 *
 * @param digest of the file; what other verdicts name it by
 * @param keyId of the key that sealed it, an OpenSSH fingerprint
 * @param environment such as {@code production}; empty when not declared
 * @param gate that it was sealed to open; empty for the verdict of a check
 * @param previous the sealed verdict before it, by the digest of its file; empty where none is
 *     named
 * @param timePinned whether its time was chosen by a user
 * @param controls in stage and id order
 */
public record SealedVerdict(
    Digest digest,
    String keyId,
    Claim claim,
    String environment,
    Optional<Gate> gate,
    Optional<Digest> previous,
    boolean timePinned,
    List<ControlClaim> controls) {
  /**
   * What it says of one control.
   *
   * @param unknowns why it could not be judged, each once
   */
  public record ControlClaim(String id, String title, Status status, List<String> unknowns) {
    public ControlClaim {
      unknowns = List.copyOf(unknowns);
    }
  }

  public SealedVerdict {
    controls = List.copyOf(controls);
  }

  /**
   * Opens a sealed file. Its evidence is not checked: that needs the snapshot.
   *
   * @param trusted keys, one of which must have sealed it
   * @throws SealException if it is no sealed verdict ({@code NO_VERDICT}), sealed by another key
   *     ({@code UNTRUSTED_KEY}), or changed since ({@code TAMPERED})
   */
  public static SealedVerdict open(byte[] file, Collection<VerificationKey> trusted)
      throws SealException {
    try {
      Envelope envelope = Envelope.parse(file);
      VerificationKey key = key(envelope.keyId(), trusted);
      SealReport report = SealVerifier.verify(file, key, Optional.empty());
      if (!report.holds() || report.claim().isEmpty()) {
        throw tampered(report);
      }
      return read(file, envelope, report.claim().get());
    } catch (NotCanonicalException | IllegalArgumentException e) {
      throw new SealException(
          "NO_VERDICT",
          "it is no sealed verdict: " + firstLine(String.valueOf(e.getMessage())),
          "restore it from a copy, or remove it");
    }
  }

  private static SealedVerdict read(byte[] file, Envelope envelope, Claim claim) {
    JsonNode predicate = CanonicalJson.canonicalNode(envelope.payload()).path("predicate");
    List<ControlClaim> controls = new ArrayList<>();
    predicate.path("controls").forEach(node -> controls.add(control(node)));
    return new SealedVerdict(
        Digest.of(file),
        envelope.keyId(),
        claim,
        predicate.path("environment").asText(),
        RecordedGate.in(predicate),
        RecordedGate.previous(predicate),
        predicate.path("timePinned").asBoolean(),
        controls);
  }

  private static ControlClaim control(JsonNode node) {
    Set<String> unknowns = new LinkedHashSet<>();
    node.path("unknowns").forEach(doubt -> unknowns.add(doubt.path("message").asText()));
    return new ControlClaim(
        node.path("id").asText(),
        node.path("title").asText(),
        Status.parse(node.path("status").asText()).orElseThrow(),
        List.copyOf(unknowns));
  }

  private static VerificationKey key(String id, Collection<VerificationKey> trusted)
      throws SealException {
    Optional<VerificationKey> key = trusted.stream().filter(one -> one.id().equals(id)).findFirst();
    if (key.isEmpty()) {
      throw new SealException(
          "UNTRUSTED_KEY",
          "it is sealed by `%s`, whom nobody here trusts".formatted(id),
          "have the gate run by who may, or name that public key with `--trust`");
    }
    return key.get();
  }

  private static SealException tampered(SealReport report) {
    String why =
        report.checks().stream()
            .filter(check -> check.result() == Result.FAILED)
            .map(check -> check.name() + ": " + check.detail())
            .findFirst()
            .orElse("it claims nothing");
    return new SealException(
        "TAMPERED",
        "it is not as it was sealed: " + firstLine(why),
        "restore it from a copy, or run the gate again");
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("it is malformed");
  }
}
