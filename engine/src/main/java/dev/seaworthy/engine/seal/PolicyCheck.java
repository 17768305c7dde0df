package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import dev.seaworthy.engine.policy.bundle.BundleReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/** Compares the policies of a bundle with those that its verdict names. */
final class PolicyCheck {
  private final SortedMap<String, byte[]> files;
  private final SortedMap<String, String> digests;
  private final JsonNode uses;

  /**
   * @param predicate a verdict
   */
  PolicyCheck(
      SortedMap<String, byte[]> files, SortedMap<String, String> digests, JsonNode predicate) {
    this.files = files;
    this.digests = digests;
    this.uses = predicate.path("bundles");
  }

  /** How many policies the verdict names. */
  int count() {
    return uses.size();
  }

  /** Archives that are lacking, or not the ones that judged. */
  List<Problem> digestProblems() {
    List<Problem> problems = new ArrayList<>();
    for (JsonNode use : uses) {
      String hex = digests.get(file(use));
      if (hex == null || !("sha256:" + hex).equals(use.path("digest").asText())) {
        problems.add(
            new Problem(
                "WRONG_POLICY",
                "`%s` is not the policy that judged".formatted(BundleNames.shown(file(use))),
                BundleReport.FIX));
      }
    }
    return problems;
  }

  /** Archives that no trusted author signed, or that are not the policy they are called. */
  List<Problem> authorProblems(Collection<BundleKey> authors) {
    List<Problem> problems = new ArrayList<>();
    for (JsonNode use : uses) {
      try {
        PolicyBundle policy =
            BundleReader.readSigned(files.getOrDefault(file(use), new byte[0]), authors, file(use));
        if (!file(use).equals(EvidenceBundle.policyFile(policy.name(), policy.version()))) {
          problems.add(misnamed(use, policy));
        }
      } catch (PolicyException e) {
        problems.add(e.problem());
      }
    }
    return problems;
  }

  private static Problem misnamed(JsonNode use, PolicyBundle policy) {
    return new Problem(
        "WRONG_POLICY",
        "`%s` holds `%s` version `%s`"
            .formatted(BundleNames.shown(file(use)), policy.name(), policy.version()),
        BundleReport.FIX);
  }

  private static String file(JsonNode use) {
    return EvidenceBundle.policyFile(use.path("name").asText(), use.path("version").asText());
  }
}
