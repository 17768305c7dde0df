package dev.seaworthy.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.engine.evidence.EvidencePattern;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.bundle.ManifestReader;
import dev.seaworthy.engine.policy.bundle.Mistakes;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that what a bundle says of itself is complete, and fits what its policies do. */
final class MetadataLint {
  private static final Pattern USED_RULE = Pattern.compile("\"rule\":\\s*\"([^\"]*)\"");
  private static final Pattern PARAMETER_NAME = Pattern.compile("\"([a-z][a-z0-9_]*)\"");
  private static final Pattern PARAMETER_USE =
      Pattern.compile("\\b(?:input|data)\\.parameters\\.([a-z][a-z0-9_]*)");
  private static final Pattern EVIDENCE_USE =
      Pattern.compile("(?:\\bof_kind\\(|\\binput\\.evidence\\[)\\s*\"([^\"]+)\"");

  private final String bundle;
  private final Map<String, String> own;
  private final Map<String, String> policies;
  private final Mistakes mistakes = new Mistakes();

  /**
   * A lint of one bundle.
   *
   * @param own the bundle's policies, by file name
   * @param policies those and the shared ones they use
   */
  MetadataLint(String bundle, Map<String, String> own, Map<String, String> policies) {
    this.bundle = bundle;
    this.own = own;
    this.policies = policies;
  }

  /** Every mistake and its place. */
  List<Diagnostic> mistakes(ManifestDraft draft) {
    JsonNode name = draft.description().path("name");
    if (!name.asText().equals(bundle)) {
      mistakes.add(
          "`%s/bundle.json`".formatted(bundle),
          "names the bundle `%s`".formatted(name.asText()),
          "give the bundle and its folder the same name");
    }
    draft.annotations().without().forEach(this::packageWithoutMetadata);
    List<Control> controls = new ManifestReader(mistakes).read(draft.manifest().node()).controls();
    for (Annotations.Annotated one : draft.annotations().packages()) {
      String id = one.custom().path("id").asText();
      controls.stream()
          .filter(control -> control.id().equals(id))
          .findFirst()
          .ifPresent(control -> control(control, one.file()));
    }
    return mistakes.all().stream()
        .map(problem -> new Diagnostic(Diagnostic.Level.ERROR, place(draft, problem), problem))
        .toList();
  }

  private void packageWithoutMetadata(String name, String file) {
    mistakes.add(
        "package `%s` in `%s`".formatted(name, file),
        "has no METADATA of package scope",
        "say what it controls in a METADATA comment, or move it to `lib`");
  }

  private void control(Control control, String file) {
    String where = "control `%s`".formatted(control.id());
    String text = own.getOrDefault(file, "");
    if (text.isEmpty()) {
      return;
    }
    Matcher used = USED_RULE.matcher(text);
    while (used.find()) {
      if (!control.rules().containsKey(used.group(1))) {
        mistakes.add(
            where,
            "finds rule `%s`, which its metadata lacks".formatted(used.group(1)),
            "describe `%s` in `rules`".formatted(used.group(1)));
      }
    }
    for (String rule : control.rules().keySet()) {
      if (policies.values().stream().noneMatch(it -> it.contains("\"" + rule + "\""))) {
        mistakes.add(
            where,
            "describes rule `%s`, which no policy finds".formatted(rule),
            "remove it from `rules`, or find it");
      }
    }
    evidence(control, where, text);
    parameters(control, where, text);
  }

  /** Kinds that are not declared are never handed over: the policy would see none. */
  private void evidence(Control control, String where, String text) {
    TreeSet<String> used = new TreeSet<>();
    Matcher use = EVIDENCE_USE.matcher(text);
    while (use.find()) {
      used.add(use.group(1));
    }
    control.kinds().map(EvidencePattern::kindIn).forEach(used::remove);
    used.forEach(
        kind ->
            mistakes.add(
                where,
                "looks at evidence `%s`, which its metadata lacks".formatted(kind),
                "list `%s` in `needs`, or in `reads` where it may be absent".formatted(kind)));
  }

  private void parameters(Control control, String where, String text) {
    TreeSet<String> used = new TreeSet<>();
    Matcher use = PARAMETER_USE.matcher(text);
    while (use.find()) {
      used.add(use.group(1));
    }
    used.removeAll(control.parameters());
    used.forEach(
        name ->
            mistakes.add(
                where,
                "reads parameter `%s`, which its metadata lacks".formatted(name),
                "list `%s` in `parameters`".formatted(name)));
    TreeSet<String> unused = new TreeSet<>(control.parameters());
    for (String policy : policies.values()) {
      for (Pattern pattern : List.of(PARAMETER_USE, PARAMETER_NAME)) {
        Matcher named = pattern.matcher(policy);
        while (named.find()) {
          unused.remove(named.group(1));
        }
      }
    }
    unused.forEach(
        name ->
            mistakes.add(
                where,
                "lists parameter `%s`, which no policy reads".formatted(name),
                "remove it from `parameters`"));
  }

  /** A mistake names its control first; one that names none is about the bundle. */
  private Location place(ManifestDraft draft, Problem problem) {
    for (Annotations.Annotated one : draft.annotations().packages()) {
      String id = one.custom().path("id").asText();
      boolean isMeant =
          problem.message().startsWith("control `%s`".formatted(id))
              || (id.isEmpty() && problem.message().startsWith("control number"));
      if (isMeant) {
        return new MetadataPlace(one.file(), own.getOrDefault(one.file(), ""))
            .of(problem.message());
      }
    }
    return draft.annotations().without().values().stream()
        .filter(file -> problem.message().contains("`%s`".formatted(file)))
        .findFirst()
        .map(file -> new Location(file, 1, 1))
        .orElseGet(() -> new Location(bundle + "/" + PolicySources.BUNDLE, 1, 1));
  }
}
