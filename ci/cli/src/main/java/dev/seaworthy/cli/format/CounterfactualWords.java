package dev.seaworthy.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Explanation;
import dev.seaworthy.engine.policy.Finding;
import java.util.stream.Collectors;

/**
 * What would change a finding, as HTML. A text that neither the finding nor a parameter tells may
 * be a secret of other evidence: a report is filed and passed on, so it leaves such texts to {@code
 * explain}.
 */
final class CounterfactualWords {
  private static final int LONGEST_VALUE = 160;

  private final Presentation presentation;
  private final Finding finding;
  private final String parameters;

  /**
   * @param parameters of the verdict, which reports tell
   */
  CounterfactualWords(
      Presentation presentation, Explanation.Reason reason, CanonicalJson parameters) {
    this.presentation = presentation;
    this.parameters = parameters.toString();
    this.finding = reason.finding();
  }

  /** The smallest change found, or that none was. */
  String of(Explanation.Reason reason) {
    return reason
        .change()
        .map(change -> edits(change) + ": " + ExplanationWords.left(change))
        .orElseGet(() -> ExplanationWords.none(reason.tried()));
  }

  private String edits(Explanation.Change change) {
    return change.edits().stream().map(this::edit).collect(Collectors.joining(", and "));
  }

  private String edit(Explanation.Edit edit) {
    String path = HtmlText.code(edit.path().readable());
    String what =
        edit.after()
            .map(
                after -> (edit.before().isEmpty() ? "add " : "set ") + path + " " + to(edit, after))
            .orElse("remove " + path);
    return "%s of %s (%s)"
        .formatted(
            what,
            HtmlText.of(edit.evidence().subject().toString()),
            HtmlText.code(presentation.place(edit.location())));
  }

  private String to(Explanation.Edit edit, CanonicalJson after) {
    String text = after.toString();
    String value =
        isTold(after.node()) && text.length() <= LONGEST_VALUE
            ? HtmlText.code(text)
            : "a value that is not shown here";
    return (edit.before().isEmpty() ? "with " : "to ") + value;
  }

  private boolean isTold(JsonNode node) {
    if (node.isTextual()) {
      String text = node.textValue();
      return finding.message().contains(text)
          || finding.fix().contains(text)
          || parameters.contains(node.toString());
    }
    return node.propertyStream().allMatch(field -> finding.fix().contains(field.getKey()))
        && node.valueStream().allMatch(this::isTold);
  }
}
