package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.seal.BundleException;
import dev.seaworthy.engine.seal.BundleReport;
import dev.seaworthy.engine.seal.BundleVerifier;
import dev.seaworthy.engine.seal.TrustRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An evidence bundle that was read and checked.
 *
 * @param files by their names with {@code /} between folders; none if it was refused
 * @param report what came of the checks
 */
public record OpenedBundle(SortedMap<String, byte[]> files, BundleReport report) {
  public OpenedBundle {
    files = Collections.unmodifiableSortedMap(files);
  }

  /** Whether {@code path} is to be read as an evidence bundle. */
  public static boolean isAt(Path path) {
    return Files.isDirectory(path) || ArchiveForm.of(path).isPresent();
  }

  /**
   * Reads and checks what must be a bundle.
   *
   * @param now what to hold the bundle's times against
   * @throws ConfigurationException if there is none, or it cannot be read
   */
  public static OpenedBundle at(Path path, TrustRoot trust, Instant now)
      throws ConfigurationException {
    if (!isAt(path)) {
      throw new ConfigurationException(
          "NO_BUNDLE",
          "there is no evidence bundle at `%s`".formatted(path),
          "name what `seaworthy audit bundle` wrote");
    }
    return of(path, trust, now);
  }

  /**
   * Reads and checks.
   *
   * @param now what to hold the bundle's times against
   * @throws ConfigurationException if it cannot be read
   */
  public static OpenedBundle of(Path path, TrustRoot trust, Instant now)
      throws ConfigurationException {
    return of(path, trust, now, List.of());
  }

  /**
   * The same with evidence records, which must hold and be of this bundle.
   *
   * @param records each the content of its file
   */
  public static OpenedBundle of(Path path, TrustRoot trust, Instant now, List<byte[]> records)
      throws ConfigurationException {
    try {
      SortedMap<String, byte[]> files = files(path);
      return new OpenedBundle(files, BundleVerifier.verify(files, trust, now, records));
    } catch (BundleRefused e) {
      return new OpenedBundle(new TreeMap<>(), BundleReport.refused(List.of(e.problem())));
    }
  }

  /**
   * The files of a bundle of any kind, unchecked.
   *
   * @throws BundleException if it holds what no bundle holds
   * @throws ConfigurationException if it cannot be read
   */
  public static SortedMap<String, byte[]> filesOf(Path path)
      throws BundleException, ConfigurationException {
    try {
      return files(path);
    } catch (BundleRefused e) {
      throw new BundleException(e.problem());
    }
  }

  private static SortedMap<String, byte[]> files(Path path)
      throws BundleRefused, ConfigurationException {
    Optional<ArchiveForm> form = ArchiveForm.of(path);
    return form.isEmpty() || Files.isDirectory(path)
        ? BundleFolder.read(path)
        : BundleArchive.read(path, form.get());
  }
}
