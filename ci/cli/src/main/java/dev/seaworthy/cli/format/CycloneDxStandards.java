package dev.seaworthy.cli.format;

import dev.seaworthy.cli.framework.Mappings;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Policy bundles as CycloneDX has standards: each control is a requirement. */
final class CycloneDxStandards {
  private final Verdict verdict;

  CycloneDxStandards(Verdict verdict) {
    this.verdict = verdict;
  }

  List<Map<String, Object>> all() {
    return verdict.bundles().stream()
        .filter(Verdict.BundleUse::evaluated)
        .map(this::standard)
        .toList();
  }

  private Map<String, Object> standard(Verdict.BundleUse bundle) {
    return Map.of(
        "bom-ref",
        "standard:" + bundle.name(),
        "name",
        "Seaworthy policy bundle " + bundle.name(),
        "version",
        bundle.version(),
        "description",
        "The policy bundle with the digest " + bundle.digest(),
        "requirements",
        verdict.results().stream()
            .filter(result -> result.bundle().equals(bundle.name()))
            .map(CycloneDxStandards::requirement)
            .toList());
  }

  private static Map<String, Object> requirement(ControlResult result) {
    Control control = result.control();
    List<Map<String, Object>> properties = new ArrayList<>();
    properties.add(CycloneDxFormat.property("stage", control.stage().id()));
    properties.add(CycloneDxFormat.property("severity", control.severity().id()));
    Mappings.of(control)
        .forEach(
            (framework, ids) ->
                ids.forEach(
                    id -> properties.add(CycloneDxFormat.property("mapping:" + framework, id))));
    return Map.of(
        "bom-ref", ref(result),
        "identifier", control.id(),
        "title", control.title(),
        "text", control.description().isBlank() ? control.title() : control.description(),
        "properties", properties);
  }

  /** What the requirement of a control is called within the document. */
  static String ref(ControlResult result) {
    return "requirement:" + result.bundle() + "/" + result.control().id();
  }
}
