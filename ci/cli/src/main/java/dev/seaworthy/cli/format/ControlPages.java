package dev.seaworthy.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.framework.Mappings;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Parameter;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Pages about controls, in Markdown: one for each, and an index. The same bytes each time. */
public final class ControlPages {
  private static final String INDEX = "index.md";

  private ControlPages() {}

  /** The pages of these bundles, by file name. */
  public static SortedMap<String, String> of(List<PolicyBundle> bundles) {
    SortedMap<String, String> pages = new TreeMap<>();
    StringBuilder index = new StringBuilder("# Controls\n");
    for (PolicyBundle bundle : bundles) {
      index
          .append("\n## ")
          .append(MarkdownText.of(bundle.title()))
          .append("\n`%s` %s: ".formatted(bundle.name(), bundle.version()))
          .append(MarkdownText.of(bundle.description()))
          .append(".\n\n| control | title | severity | stage |\n| --- | --- | --- | --- |\n");
      for (Control control : bundle.controls()) {
        String file = bundle.name() + "/" + control.id() + ".md";
        index.append(
            "| [%s](%s) | %s | %s | %s |\n"
                .formatted(
                    control.id(),
                    file,
                    MarkdownText.of(control.title()),
                    control.severity().id(),
                    control.stage().id()));
        pages.put(file, page(bundle, control));
      }
    }
    pages.put(INDEX, index.toString());
    return pages;
  }

  private static String page(PolicyBundle bundle, Control control) {
    StringBuilder page = new StringBuilder();
    page.append("# %s: %s\n\n".formatted(control.id(), MarkdownText.of(control.title())));
    page.append(MarkdownText.of(control.description())).append("\n\n| | |\n| --- | --- |\n");
    row(page, "bundle", "`%s` %s".formatted(bundle.name(), bundle.version()));
    row(page, "severity", control.severity().id());
    row(page, "stage", control.stage().id());
    row(page, "asked", asked(control));
    row(page, "needs", code(control.needs()));
    if (!control.reads().isEmpty()) {
      row(page, "reads", code(control.reads()));
    }
    for (Map.Entry<String, List<String>> mapping : Mappings.of(control).entrySet()) {
      row(
          page,
          MarkdownText.of(mapping.getKey()),
          MarkdownText.of(String.join(", ", mapping.getValue())));
    }
    rules(page, control);
    parameters(page, bundle, control);
    return page.append("\n[All controls](../%s)\n".formatted(INDEX)).toString();
  }

  private static String asked(Control control) {
    return switch (control.scope()) {
      case OBJECT -> "once for each piece of evidence";
      case SNAPSHOT -> "once for all evidence together";
    };
  }

  private static void rules(StringBuilder page, Control control) {
    page.append("\n## Fails when\n");
    control
        .rules()
        .forEach(
            (key, rule) -> {
              page.append("\n### %s\n".formatted(MarkdownText.of(key)));
              page.append(MarkdownText.of(rule.message())).append("\n\n");
              page.append("To mend it: ").append(MarkdownText.of(rule.fix())).append('\n');
            });
  }

  private static void parameters(StringBuilder page, PolicyBundle bundle, Control control) {
    List<Parameter> used =
        control.parameters().stream()
            .sorted()
            .flatMap(name -> bundle.parameter(name).stream())
            .toList();
    if (used.isEmpty()) {
      return;
    }
    page.append("\n## Parameters\n\n| name | default | values | |\n| --- | --- | --- | --- |\n");
    for (Parameter parameter : used) {
      String values =
          parameter.values().stream()
              .map(value -> code(value.toString()))
              .collect(Collectors.joining(", "));
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  parameter.name(),
                  code(parameter.defaultValue().toString()),
                  values.isEmpty() ? "any " + type(parameter) : values,
                  MarkdownText.of(parameter.description())));
    }
  }

  private static String type(Parameter parameter) {
    JsonNode value = parameter.defaultValue().node();
    return value.isArray() ? "list" : value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private static void row(StringBuilder page, String name, String value) {
    page.append("| %s | %s |\n".formatted(name, value));
  }

  private static String code(List<String> all) {
    return all.stream().map(ControlPages::code).collect(Collectors.joining(", "));
  }

  private static String code(String text) {
    String fence = text.contains("`") ? "``" : "`";
    return fence + MarkdownText.line(text).replace("|", "\\|") + fence;
  }
}
