package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.collectors.image.Predicates;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the evidence of one signed thing. What it states counts for others, such as the reader of
 * VEX, only where its signature holds.
 */
final class Attestation {
  private final Trust trust;
  private final Place place;
  private final Map<String, Object> content = new TreeMap<>();

  Attestation(Trust trust, Place place) {
    this.trust = trust;
    this.place = place;
  }

  List<Observation> observations(Signed signed) {
    List<Observation> all = new ArrayList<>();
    content.put("format", signed.format());
    content.put("verified", false);
    content.put("checked", trust.isAny());
    content.put("subjects", List.of());
    content.put("digests", List.of());
    content.put("predicateType", "");
    try {
      Statement statement = signed.content().statement();
      describe(statement);
      if (!trust.isAny()) {
        throw new Refusal("nothing-trusted", "`release.yaml` names no key and no identity");
      }
      content.putAll(new Verifier(trust).verify(signed).toTree());
      content.put("verified", true);
      all.addAll(predicate(statement));
    } catch (Refusal e) {
      content.put("failure", Map.of("code", e.code(), "reason", e.reason()));
    }
    all.add(0, evidence());
    return all;
  }

  private void describe(Statement statement) throws Refusal {
    content.put("subjects", statement.subjects().stream().map(Statement.Subject::toTree).toList());
    content.put("digests", statement.digests());
    content.put("predicateType", statement.predicateType());
    if (!statement.type().isEmpty()) {
      content.put("statementType", statement.type());
    }
    Map<String, Object> provenance = Provenance.of(statement);
    if (!provenance.isEmpty()) {
      content.put("provenance", provenance);
    }
    content.putAll(Claims.of(statement));
  }

  private List<Observation> predicate(Statement statement) {
    return new Predicates(place.file(), place.document(), place.at())
        .observations(statement.predicateType(), statement.predicate(), statement.digests());
  }

  private Observation evidence() {
    try {
      return new Evidence(
          EvidenceKinds.IMAGE_ATTESTATION,
          Subject.of("Attestation", place.file()),
          place.source(),
          CanonicalJson.of(content),
          place.locations());
    } catch (NotCanonicalException e) {
      return place.gap(
          AttestationProblems.invalid(
              place.file(),
              new Refusal("not-text", Problems.printable(String.valueOf(e.getMessage())))));
    }
  }
}
