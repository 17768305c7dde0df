package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.CheckRequest.OutsideBundles;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The archives that policies were read from, by their digests. */
public final class BundleArchives {
  private final Setup setup;
  private final Map<Digest, byte[]> outside = new HashMap<>();

  /**
   * Reads those that did not come with the program.
   *
   * @throws ConfigurationException if one cannot be read
   */
  public BundleArchives(Setup setup, OutsideBundles named) throws ConfigurationException {
    this.setup = setup;
    for (Path file : new OutsideBundlesReader().archives(named)) {
      byte[] archive = InputFile.bytes(file);
      outside.put(Digest.of(archive), archive);
    }
  }

  /** An archive; empty if it is no longer there. */
  public Optional<byte[]> find(Digest digest) throws PolicyException {
    Optional<byte[]> builtIn = setup.library().archive(digest);
    return builtIn.isPresent() ? builtIn : Optional.ofNullable(outside.get(digest));
  }
}
