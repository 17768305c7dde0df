package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Joins the operator's objects: each image's vulnerabilities and secrets, which are two objects for
 * each container that runs it, are one scan.
 */
final class OperatorReports {
  private static final Set<String> SCANS =
      Set.of("VulnerabilityReport", "ClusterVulnerabilityReport", "ExposedSecretReport");
  private static final Set<String> AUDITS =
      Set.of(
          "ConfigAuditReport",
          "ClusterConfigAuditReport",
          "RbacAssessmentReport",
          "ClusterRbacAssessmentReport",
          "InfraAssessmentReport",
          "ClusterInfraAssessmentReport");

  private static final Set<String> BILLS = Set.of("SbomReport", "ClusterSbomReport");

  private final List<Observation> gaps = new ArrayList<>();
  private final Map<String, Scanned> scans = new LinkedHashMap<>();
  private final List<Observation> audits = new ArrayList<>();
  private final List<Observation> bills = new ArrayList<>();

  private record Scanned(Manifest first, OperatorReport report, ImageScan scan) {}

  static boolean isReport(Manifest manifest) {
    return reads(manifest.kind());
  }

  static boolean reads(String kind) {
    return SCANS.contains(kind) || AUDITS.contains(kind) || BILLS.contains(kind);
  }

  void add(Manifest manifest) {
    ScanFaults faults = new ScanFaults();
    if (BILLS.contains(manifest.kind())) {
      OperatorBill bill = new OperatorBill(manifest, faults);
      read(manifest, faults, bill::read);
      bills.addAll(bill.observations(source(manifest)));
      return;
    }
    OperatorReport report = new OperatorReport(manifest, faults);
    read(manifest, faults, report::read);
    if (AUDITS.contains(manifest.kind())) {
      audits.add(audit(manifest, report));
    } else if (!report.imageName().isEmpty()) {
      Scanned scanned =
          scans.computeIfAbsent(
              report.imageKey(), key -> new Scanned(manifest, report, report.imageScan()));
      if (scanned.report() != report) {
        scanned.report().absorb(report);
      }
      scanned.scan().add(report.resource(), report.findings());
    }
  }

  private void read(Manifest manifest, ScanFaults faults, ReportStream.Item reading) {
    try {
      faults.attempt(reading);
    } catch (IOException e) {
      throw new IllegalStateException("a tree is read without input", e);
    }
    gaps.addAll(source(manifest).gaps(faults));
  }

  List<Observation> observations() {
    List<Observation> all = new ArrayList<>(gaps);
    scans.values().forEach(one -> all.add(scan(one)));
    all.addAll(audits);
    all.addAll(bills);
    return all;
  }

  private static Observation scan(Scanned one) {
    OperatorReport report = one.report();
    return evidence(
        one.first(),
        EvidenceKinds.IMAGE_SCAN,
        ImageScan.subject(report.imageName(), TrivyReport.IMAGE),
        one.scan()
            .content(report.head(), report.imageName(), TrivyReport.IMAGE, TrivyReport.SCHEMA));
  }

  private static Observation audit(Manifest manifest, OperatorReport report) {
    return evidence(
        manifest,
        EvidenceKinds.IMAGE_AUDIT,
        report.resource().subject(),
        ClusterReport.audit(report.head(), report.resource(), report.findings()));
  }

  /** Findings point at places of the object; its evidence has them. */
  private static Evidence evidence(
      Manifest manifest, String kind, Subject subject, Map<String, Object> content) {
    return new Evidence(
        kind, subject, imageSource(manifest), CanonicalJson.of(content), manifest.locations());
  }

  private static ScanSource source(Manifest manifest) {
    return new ScanSource(
        imageSource(manifest),
        ReportForm.scan(manifest.kind() + " `" + manifest.subject().name() + "`"));
  }

  private static Source imageSource(Manifest manifest) {
    return new Source(ScanSource.COLLECTOR, manifest.source().file(), manifest.source().document());
  }
}
