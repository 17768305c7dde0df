package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Baseline;
import dev.seaworthy.cli.descriptor.BaselineReader;
import dev.seaworthy.cli.descriptor.Diagnostics;
import dev.seaworthy.collectors.document.Tree;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads baselines. */
public final class BaselineFile {
  /** Not a name of evidence: the file lies beside what it is about. */
  public static final String NAME = "seaworthy.baseline";

  private static final int MAX_BYTES = 8 << 20;

  private BaselineFile() {}

  /**
   * The baseline in {@code file}.
   *
   * @param now as of which is judged
   */
  public static Baseline read(Path file, Instant now) throws ConfigurationException {
    return read(file.toString(), bytes(file), now);
  }

  public static byte[] bytes(Path file) throws ConfigurationException {
    return InputFile.bytes(file, MAX_BYTES);
  }

  /**
   * The baseline that these bytes are.
   *
   * @param name for messages
   */
  public static Baseline read(String name, byte[] bytes, Instant now)
      throws ConfigurationException {
    Diagnostics diagnostics = new Diagnostics(name);
    Optional<Tree> root = OneDocument.baseline(name, bytes, diagnostics);
    Baseline baseline =
        root.isPresent()
            ? new BaselineReader(diagnostics, now).read(name, root.get())
            : new Baseline(name, List.of());
    if (diagnostics.hasErrors()) {
      throw new ConfigurationException(diagnostics.all());
    }
    return baseline;
  }
}
