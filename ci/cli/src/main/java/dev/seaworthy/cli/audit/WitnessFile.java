package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.WitnessKey;
import dev.seaworthy.engine.log.Witnesses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Reads files that hold the public key of a witness each. */
public final class WitnessFile {
  private WitnessFile() {}

  /** The witness of a file. */
  public static WitnessKey read(Path file) throws ConfigurationException {
    try {
      return WitnessKey.parse(InputFile.text(file));
    } catch (LogException e) {
      Problem problem = e.problem();
      throw new ConfigurationException(
          problem.code(), "`%s`: %s".formatted(file, problem.message()), problem.fix());
    }
  }

  /**
   * Witnesses who are trusted.
   *
   * @param threshold how many of them are needed; at most as many as there are
   */
  public static Witnesses of(List<Path> files, int threshold) throws ConfigurationException {
    List<WitnessKey> keys = new ArrayList<>();
    for (Path file : files) {
      keys.add(read(file));
    }
    if (new HashSet<>(keys).size() < keys.size()) {
      throw new ConfigurationException(
          "SAME_KEY", "two witnesses have one key", "name each witness once");
    }
    return new Witnesses(keys, threshold);
  }
}
