package dev.seaworthy.cli.command;

import dev.seaworthy.cli.framework.Frameworks;
import java.util.Iterator;

/** The names of frameworks, for help and for completion. */
final class FrameworkNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Frameworks.NAMES.iterator();
  }
}
