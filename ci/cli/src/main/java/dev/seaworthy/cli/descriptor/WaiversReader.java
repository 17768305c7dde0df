package dev.seaworthy.cli.descriptor;

import dev.seaworthy.cli.descriptor.Descriptor.Placed;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.policy.Waiver;
import java.util.List;
import java.util.Set;

/**
 * Turns the tree of a file of waivers into them, written as in a {@code release.yaml}, and reports
 * every mistake in it.
 */
public final class WaiversReader {
  public static final String KIND = "Waivers";

  private static final Set<String> KEYS = Set.of("apiVersion", "kind", "waivers");

  private final Diagnostics diagnostics;

  public WaiversReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** What could be read; to be used only if no error was reported. */
  public List<Waiver> read(Tree root) {
    return readPlaced(root).stream().map(Placed::value).toList();
  }

  /** The same, and where each stands. */
  public List<Placed<Waiver>> readPlaced(Tree root) {
    Fields fields = Fields.of(root, "", KEYS, diagnostics);
    fields.exactly("apiVersion", Descriptor.API_VERSION);
    fields.exactly("kind", KIND);
    if (!fields.has("waivers")) {
      diagnostics.error(
          fields.mark(), "MISSING_KEY", "`waivers` is missing", "add `waivers: []`, or the list");
    }
    return new Exceptions(diagnostics).waivers(fields);
  }
}
