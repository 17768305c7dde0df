package dev.seaworthy.cli;

import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import java.util.List;

/** What the user asked for cannot be done as asked; says everything that is wrong with it. */
public final class ConfigurationException extends Exception {
  private final transient List<Diagnostic> diagnostics;

  public ConfigurationException(List<Diagnostic> diagnostics) {
    super(diagnostics.isEmpty() ? "" : diagnostics.get(0).problem().message());
    this.diagnostics = List.copyOf(diagnostics);
  }

  public ConfigurationException(Problem problem) {
    this(List.of(new Diagnostic(Diagnostic.Level.ERROR, Location.of(""), problem)));
  }

  public ConfigurationException(String code, String message, String fix) {
    this(new Problem(code, message, fix));
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
