package dev.seaworthy.cli.gate;

import dev.seaworthy.collectors.record.RecordKind;
import dev.seaworthy.engine.evidence.EvidencePattern;
import dev.seaworthy.engine.policy.Stage;
import java.util.List;
import java.util.Optional;

/** Who can supply what a gate waits for, and how. */
final class Suppliers {
  /** The evidence of some kinds: whose it is, and which collector reads it. */
  private record Supplier(String pattern, String who, String how) {}

  private static final String PLATFORM = "platform engineers";
  private static final String RELEASE = "release engineers";
  private static final String SECURITY = "security engineers";
  private static final String NETWORK = "network engineers";

  /** The first that names a kind is taken. */
  private static final List<Supplier> ALL =
      List.of(
          new Supplier(
              "kubernetes/*",
              PLATFORM,
              "name the manifests in `evidence` (`collector: kubernetes`, `paths: [manifests]`), or"
                  + " the cluster (`cluster: {context: …}`)"),
          new Supplier(
              "image/scan",
              RELEASE,
              "scan every image by its digest (`trivy image --format json -o scans/NAME.json"
                  + " IMAGE@sha256:…`) and name the folder (`collector: image`)"),
          new Supplier(
              "image/index",
              RELEASE,
              "keep the index of an image for several platforms as its registry has it (`crane"
                  + " manifest IMAGE > indexes/NAME.json`) and name the folder (`collector: image`)"),
          new Supplier(
              "image/sbom",
              RELEASE,
              "make a bill of materials of every image (`trivy image --format cyclonedx -o"
                  + " sboms/NAME.cdx.json IMAGE@sha256:…`) and name the folder (`collector: image`)"),
          new Supplier(
              "dependency/set",
              RELEASE,
              "name the files of the package managers (`collector: dependency`, `paths:"
                  + " [requirements.txt]`), and those of the release before with `role: baseline`"),
          new Supplier(
              "image/audit",
              SECURITY,
              "scan the cluster (`trivy k8s --report all --format json`) and name the file"
                  + " (`collector: image`)"),
          new Supplier(
              "tls/certificate",
              SECURITY,
              "name the certificates as PEM (`collector: tls`, with the host names in `serves` and"
                  + " the anchors in `trust`)"),
          new Supplier(
              "tls/*",
              NETWORK,
              "name Traefik's static configuration (`collector: tls`) and the manifests of its"
                  + " routes and TLS options (`collector: kubernetes`)"),
          new Supplier(
              "iam/role-map",
              SECURITY,
              "write the role map, who may hold which groups, and name it (`collector: iam`)"),
          new Supplier(
              "iam/*",
              SECURITY,
              "name the RBAC manifests (`collector: kubernetes`), the output of `aws iam"
                  + " get-account-authorization-details` and the ERP's access export (`collector:"
                  + " iam`)"),
          new Supplier(
              "network/*",
              NETWORK,
              "name the manifests of all namespaces, workloads and NetworkPolicies (`collector:"
                  + " kubernetes`)"));

  private Suppliers() {}

  /** That a control has none of the evidence it needs. */
  static Want evidence(String control, String kind, Stage stage) {
    String what = "control `%s` needs `%s` evidence and there is none".formatted(control, kind);
    return record(kind)
        .map(how -> new Want(what, owner(stage), how))
        .or(
            () ->
                ALL.stream()
                    .filter(one -> EvidencePattern.overlap(one.pattern(), kind))
                    .findFirst()
                    .map(one -> new Want(what, one.who(), one.how())))
        .orElseGet(
            () ->
                new Want(
                    what,
                    owner(stage),
                    "name files that hold it in `evidence`; docs/reference/evidence.md tells what"
                        + " they are, or declare the control not applicable"));
  }

  /** How a record of this kind of evidence comes to be; empty for evidence that is none. */
  private static Optional<String> record(String kind) {
    return RecordKind.all().stream()
        .filter(one -> one.evidenceKind().equals(kind))
        .findFirst()
        .map(
            one ->
                "run `seaworthy record new %s -o %s.yaml`, fill it in, and name the file"
                        .formatted(one.name(), kind.substring(kind.indexOf('/') + 1))
                    + " (`collector: record`)");
  }

  /** Whose a stage is. */
  static String owner(Stage stage) {
    return switch (stage) {
      case BUILD -> RELEASE;
      case DRIFT, CONTINUITY -> PLATFORM;
      case MIGRATION -> "database administrators";
      case INTEGRATION -> "integration owners";
      case PERFORMANCE -> "performance engineers";
      case SECURITY -> SECURITY;
      case SIGN_OFF -> "release managers";
      case HYPERCARE -> "who is on call";
    };
  }
}
