package dev.seaworthy.cli.command;

import dev.seaworthy.cli.format.VerdictFormats;
import java.util.Iterator;

/** The names of verdict formats, for help and for completion. */
final class FormatNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return VerdictFormats.names().iterator();
  }
}
