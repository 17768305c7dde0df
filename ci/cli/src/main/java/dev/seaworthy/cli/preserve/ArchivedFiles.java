package dev.seaworthy.cli.preserve;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.audit.OpenedBundle;
import dev.seaworthy.cli.audit.VerdictFiles;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.engine.preserve.DataObjects;
import dev.seaworthy.engine.seal.BundleException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What evidence records are of: bundles, each with all of its files, and sealed verdicts that are
 * files of their own.
 */
public final class ArchivedFiles {
  private ArchivedFiles() {}

  /**
   * Where they are, by their names.
   *
   * @param paths of bundles, verdicts, and folders of both
   */
  public static SortedMap<String, Path> places(Collection<Path> paths)
      throws ConfigurationException {
    SortedMap<String, Path> places = new TreeMap<>();
    for (Path path : paths) {
      List<Path> all = VerdictFiles.isFolder(path) ? VerdictFiles.places(path) : List.of(path);
      for (Path place : all) {
        Path former = places.put(name(place), place);
        if (former != null) {
          throw new ConfigurationException(
              "SAME_NAME",
              "`%s` and `%s` have one name, and so would their records".formatted(former, place),
              "preserve them apart, into two folders");
        }
      }
    }
    if (places.isEmpty()) {
      throw new ConfigurationException(
          "NOTHING_TO_PRESERVE",
          "there is no evidence bundle and no sealed verdict",
          "name what `seaworthy audit bundle` wrote, or a folder of that");
    }
    return places;
  }

  /** The last step of its path, which its record is called by. */
  private static String name(Path place) {
    return String.valueOf(place.toAbsolutePath().normalize().getFileName());
  }

  /** The files of a bundle, or the one of a verdict; whether they hold is not looked at. */
  public static DataObjects read(Path place) throws ConfigurationException {
    if (!OpenedBundle.isAt(place)) {
      return DataObjects.of(List.of(InputFile.bytes(place)));
    }
    try {
      SortedMap<String, byte[]> files = OpenedBundle.filesOf(place);
      VerdictFiles.in(files);
      return DataObjects.of(files.values());
    } catch (BundleException e) {
      throw new ConfigurationException(
          e.problem().code(),
          "`%s`: %s".formatted(place, e.problem().message()),
          e.problem().fix());
    }
  }
}
