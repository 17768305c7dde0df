package dev.seaworthy.cli.descriptor;

import dev.seaworthy.cli.descriptor.Diagnostic.Level;
import dev.seaworthy.collectors.document.Tree.Mark;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import java.util.ArrayList;
import java.util.List;

/** Gathers every mistake of one descriptor, so that they are told at once. */
public final class Diagnostics {
  private final String file;
  private final List<Diagnostic> found = new ArrayList<>();

  public Diagnostics(String file) {
    this.file = file;
  }

  public void error(Mark at, String code, String message, String fix) {
    add(Level.ERROR, at, new Problem(code, message, fix));
  }

  public void warning(Mark at, String code, String message, String fix) {
    add(Level.WARNING, at, new Problem(code, message, fix));
  }

  void add(Level level, Mark at, Problem problem) {
    found.add(new Diagnostic(level, new Location(file, at.line(), at.column()), problem));
  }

  public boolean hasErrors() {
    return found.stream().anyMatch(one -> one.level() == Level.ERROR);
  }

  /** Everything found, in the order of the file. */
  public List<Diagnostic> all() {
    return found.stream().sorted(Diagnostic.ORDER).toList();
  }
}
