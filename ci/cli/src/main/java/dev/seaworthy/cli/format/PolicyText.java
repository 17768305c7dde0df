package dev.seaworthy.cli.format;

import dev.seaworthy.cli.framework.Mappings;
import dev.seaworthy.cli.terminal.Palette;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Parameter;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.io.IOException;
import java.util.List;

/** Bundles and controls for people. */
public final class PolicyText {
  private final Palette palette;
  private final Appendable out;

  public PolicyText(Palette palette, Appendable out) {
    this.palette = palette;
    this.out = out;
  }

  /** Every bundle, with a line for each control. */
  public void list(List<PolicyBundle> bundles) throws IOException {
    for (PolicyBundle bundle : bundles) {
      heading(bundle);
      for (Control control : bundle.controls()) {
        line(control);
      }
      out.append('\n');
    }
  }

  /** One bundle with its parameters. */
  public void bundle(PolicyBundle bundle) throws IOException {
    heading(bundle);
    out.append("  ").append(Printable.of(bundle.description())).append('\n');
    out.append("  digest ").append(bundle.digest().toString()).append("\n\n");
    for (Control control : bundle.controls()) {
      line(control);
    }
    if (!bundle.parameters().isEmpty()) {
      out.append("\n  parameters\n");
    }
    for (Parameter parameter : bundle.parameters()) {
      parameter(parameter);
    }
  }

  /** The control called {@code id}, if the bundle has it. */
  public void control(PolicyBundle bundle, String id) throws IOException {
    for (Control control : bundle.controls()) {
      if (control.id().equals(id)) {
        control(bundle, control);
      }
    }
  }

  private void control(PolicyBundle bundle, Control control) throws IOException {
    out.append(palette.bold(Printable.of(control.id() + "  " + control.title()))).append('\n');
    out.append("  ").append(Printable.of(control.description())).append("\n\n");
    entry("bundle", bundle.name() + " " + bundle.version());
    entry("severity", control.severity().id());
    entry("stage", control.stage().id());
    entry("needs", String.join(", ", control.needs()));
    if (!control.reads().isEmpty()) {
      entry("reads", String.join(", ", control.reads()));
    }
    for (var mapping : Mappings.of(control).entrySet()) {
      entry("maps to", mapping.getKey() + " " + String.join(", ", mapping.getValue()));
    }
    out.append("\n  fails when\n");
    for (var rule : control.rules().entrySet()) {
      out.append("    ").append(palette.bold(Printable.of(rule.getKey()))).append('\n');
      out.append("      ").append(Printable.of(rule.getValue().message())).append('\n');
      out.append("      mend: ").append(Printable.of(rule.getValue().fix())).append('\n');
    }
    List<Parameter> used =
        bundle.parameters().stream()
            .filter(parameter -> control.parameters().contains(parameter.name()))
            .toList();
    out.append(used.isEmpty() ? "" : "\n  parameters\n");
    for (Parameter parameter : used) {
      parameter(parameter);
    }
  }

  private void parameter(Parameter parameter) throws IOException {
    out.append("    ")
        .append(palette.bold(Printable.of(parameter.name())))
        .append(" = ")
        .append(Printable.of(parameter.defaultValue().toString()))
        .append('\n');
    out.append("      ").append(Printable.of(parameter.description())).append('\n');
    if (!parameter.values().isEmpty()) {
      List<String> values = parameter.values().stream().map(CanonicalJson::toString).toList();
      out.append("      one of ").append(Printable.of(String.join(", ", values))).append('\n');
    }
  }

  private void heading(PolicyBundle bundle) throws IOException {
    out.append(palette.bold(Printable.of(bundle.name() + " " + bundle.version())))
        .append("  ")
        .append(Printable.of(bundle.title()))
        .append('\n');
  }

  private void line(Control control) throws IOException {
    String severity = "%-9s".formatted(control.severity().id());
    out.append("  %-8s ".formatted(Printable.of(control.id())))
        .append(palette.severity(control.severity(), severity))
        .append(" %-12s ".formatted(control.stage().id()))
        .append(Printable.of(control.title()))
        .append('\n');
  }

  private void entry(String name, String text) throws IOException {
    out.append("  %-9s %s\n".formatted(name, Printable.of(text)));
  }
}
