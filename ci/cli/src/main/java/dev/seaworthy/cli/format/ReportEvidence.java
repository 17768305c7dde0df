package dev.seaworthy.cli.format;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.EvidencePattern;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.SeenValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All evidence with its digests, by kind, and links to it. */
final class ReportEvidence {
  /** What a piece of evidence and a finding about it have in common. */
  private record Origin(Subject subject, Source source) {}

  private final List<Evidence> evidence;
  private final Presentation presentation;
  private final HtmlPage page;
  private final Map<Origin, List<Integer>> byOrigin = new HashMap<>();
  private final Map<String, Integer> byPattern = new TreeMap<>();

  /** Numbers for the anchors of kinds: a kind's name may not be fit for one. */
  private final Map<String, Integer> kinds = new TreeMap<>();

  ReportEvidence(Snapshot snapshot, Presentation presentation, HtmlPage page) {
    this.evidence = snapshot.evidence();
    this.presentation = presentation;
    this.page = page;
    for (int i = 0; i < evidence.size(); i++) {
      Evidence one = evidence.get(i);
      byOrigin
          .computeIfAbsent(new Origin(one.subject(), one.source()), key -> new ArrayList<>())
          .add(i);
      byPattern.merge(EvidencePattern.of(one), 1, Integer::sum);
      kinds.putIfAbsent(one.kind(), kinds.size());
    }
  }

  /** Links to the evidence that a control is given, by kind, with the numbers of pieces. */
  String given(Control control) {
    Map<String, Integer> counts = new TreeMap<>();
    byPattern.forEach(
        (pattern, count) -> {
          if (control.kinds().anyMatch(wanted -> EvidencePattern.overlap(wanted, pattern))) {
            counts.merge(EvidencePattern.kindIn(pattern), count, Integer::sum);
          }
        });
    return counts.isEmpty()
        ? "none of " + control.kinds().map(HtmlText::code).collect(Collectors.joining(", "))
        : counts.entrySet().stream()
            .map(
                kind ->
                    "<a href=\"#kind-%s\">%s</a> (%s)"
                        .formatted(
                            kinds.get(kind.getKey()),
                            HtmlText.code(kind.getKey()),
                            kind.getValue()))
            .collect(Collectors.joining(", "));
  }

  /** What evidence has at the place that a finding names; empty where that is not known. */
  Optional<SeenValue> seen(Control control, Finding finding) {
    return piece(control, finding).flatMap(at -> SeenValue.of(evidence.get(at), finding));
  }

  /** A link to what a finding is about; empty where it is about no piece of evidence. */
  String about(Control control, Finding finding) {
    return piece(control, finding)
        .map(
            at ->
                "evidence <a href=\"#evidence-%s\"><code>%s</code></a>"
                    .formatted(at, HtmlText.shortened(evidence.get(at).digest())))
        .orElse("");
  }

  private Optional<Integer> piece(Control control, Finding finding) {
    return byOrigin
        .getOrDefault(new Origin(finding.subject(), finding.source()), List.of())
        .stream()
        .filter(at -> control.kinds().anyMatch(kind -> names(kind, at)))
        .findFirst();
  }

  private boolean names(String pattern, int at) {
    return EvidencePattern.names(pattern, evidence.get(at));
  }

  void write() throws IOException {
    page.line("<h2 id=\"evidence\">Evidence</h2>");
    page.line(
        "<p>%s of evidence, each with the SHA-256 of its canonical JSON (RFC 8785).</p>"
            .formatted(VerdictWords.counted(evidence.size(), "piece")));
    // Evidence is sorted by kind first.
    for (int from = 0, to; from < evidence.size(); from = to) {
      String kind = evidence.get(from).kind();
      to = from;
      while (to < evidence.size() && evidence.get(to).kind().equals(kind)) {
        to++;
      }
      kind(kind, from, to);
    }
  }

  private void kind(String kind, int from, int to) throws IOException {
    String id = "kind-" + kinds.get(kind);
    page.line(
        "<details id=\"%s\"><summary id=\"%s-name\">%s (%s)</summary>"
            .formatted(id, id, HtmlText.code(kind), to - from));
    page.beginTable(id + "-name", "About", "From", "Digest");
    for (int i = from; i < to; i++) {
      Evidence one = evidence.get(i);
      page.line(
          "<tr id=\"evidence-%s\"><td>%s</td><td class=\"key\">%s</td><td class=\"key\">%s</td></tr>"
              .formatted(
                  i,
                  HtmlText.of(one.subject().toString()),
                  HtmlText.of(source(one.source())),
                  one.digest()));
    }
    page.endTable();
    page.line("</details>");
  }

  private String source(Source source) {
    String file = presentation.file(source.file());
    return source.document() == 0 ? file : file + ", document " + (source.document() + 1);
  }
}
