package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.engine.seal.BundleException;
import dev.seaworthy.engine.seal.EvidenceBundle;
import dev.seaworthy.engine.seal.SealedFile;
import dev.seaworthy.engine.seal.Timestamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds sealed verdicts: files of their own, those in evidence bundles, and folders of both. */
public final class VerdictFiles {
  private static final String SUFFIX = ".seal";

  private VerdictFiles() {}

  /** Whether {@code path} is a folder of verdicts, not the folder of one bundle. */
  public static boolean isFolder(Path path) {
    return Files.isDirectory(path) && !isBundle(path);
  }

  /**
   * One sealed verdict with its time stamps, unchecked.
   *
   * @param path of its file or of an evidence bundle
   */
  public static SealedFile one(Path path) throws ConfigurationException {
    if (!OpenedBundle.isAt(path)) {
      return new SealedFile(
          InputFile.bytes(path), List.copyOf(SealedFiles.of(path).stamps().values()));
    }
    try {
      return sealed(OpenedBundle.filesOf(path));
    } catch (BundleException e) {
      throw new ConfigurationException(e.problem());
    }
  }

  /** The sealed verdict in the files of a bundle. */
  public static byte[] in(SortedMap<String, byte[]> files) throws ConfigurationException {
    try {
      return EvidenceBundle.sealIn(files);
    } catch (BundleException e) {
      throw new ConfigurationException(e.problem());
    }
  }

  /** The same with its time stamps. */
  public static SealedFile sealed(SortedMap<String, byte[]> files) throws ConfigurationException {
    return new SealedFile(in(files), Timestamps.of(files));
  }

  /**
   * All sealed verdicts right in a folder, unchecked, by the names of their files and bundles.
   * Evidence and reports beside them are passed over, as is what begins with a dot.
   */
  public static SortedMap<String, SealedFile> all(Path folder) throws ConfigurationException {
    SortedMap<String, SealedFile> verdicts = new TreeMap<>();
    for (Path place : places(folder)) {
      verdicts.put(String.valueOf(place.getFileName()), one(place));
    }
    return verdicts;
  }

  /** Where they are. */
  public static List<Path> places(Path folder) throws ConfigurationException {
    return entries(folder).stream()
        .filter(
            entry ->
                String.valueOf(entry.getFileName()).endsWith(SUFFIX)
                    || isBundle(entry)
                    || ArchiveForm.of(entry).isPresent())
        .toList();
  }

  private static boolean isBundle(Path path) {
    return Files.isDirectory(path.resolve("data"));
  }

  private static List<Path> entries(Path folder) throws ConfigurationException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ConfigurationException(
          "CANNOT_READ",
          "`%s` cannot be read as a folder of verdicts".formatted(folder),
          "name a folder that this user may read");
    }
  }
}
