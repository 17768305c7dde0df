package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import java.util.List;
import java.util.Optional;

/**
 * Reads who may do what into one model: Kubernetes RBAC from manifests, AWS account exports, ERP
 * access exports, and role maps that are declared.
 */
public final class IamCollector implements Collector {
  static final String NAME = "iam";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(Document document) {
    return format(document).isPresent() || isTooLarge(document);
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    if (isTooLarge(document)) {
      String file = document.file().name();
      Source source = new Source(NAME, file, 0);
      List<String> affects = Format.AWS_EXPORT.affects();
      return List.of(new Gap(IamProblems.tooLarge(file), source, Location.of(file), affects));
    }
    Format format = format(document).orElseThrow();
    Tree.Mapping root = ((Document.Structured) document).root().asMapping().orElseThrow();
    Reading reading = new Reading(document.file().name(), document.index(), root, format);
    GrantBudget budget = new GrantBudget(GrantBudget.DEFAULT);
    switch (format) {
      case AWS_EXPORT -> new AwsExport(reading, budget).read();
      case ODOO_EXPORT -> new OdooExport(reading, budget).read();
      case ROLE_MAP -> new RoleMapReader(reading).read();
    }
    return reading.observations();
  }

  @Override
  public List<Observation> derive(List<Manifest> manifests) {
    return new RbacView(manifests, new GrantBudget(GrantBudget.DEFAULT)).observations();
  }

  /** An export is only streamed when it is larger than any file that is held as a tree. */
  private static boolean isTooLarge(Document document) {
    return document instanceof Document.Streamed streamed
        && Format.AWS_LISTS.stream().anyMatch(streamed.topLevelKeys()::contains);
  }

  private static Optional<Format> format(Document document) {
    return document instanceof Document.Structured structured
        ? structured.root().asMapping().flatMap(Format::of)
        : Optional.empty();
  }
}
