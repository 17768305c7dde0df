package dev.seaworthy.cli.preserve;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.audit.BundleOutput;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.engine.preserve.EvidenceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Evidence records in files: that of {@code evidence-18.0.4} is {@code evidence-18.0.4.ers}. */
public final class RecordFiles {
  private static final String SUFFIX = ".ers";

  /** Above any record that is read; what is over that is refused as one, not as a file. */
  private static final int MAX_BYTES = 16 << 20;

  private RecordFiles() {}

  /**
   * The content of records, by the names of what they are of.
   *
   * @param path of a folder of them, or of one
   */
  public static SortedMap<String, byte[]> read(Path path) throws ConfigurationException {
    SortedMap<String, byte[]> records = new TreeMap<>();
    for (Path file : Files.isDirectory(path) ? list(path) : List.of(path)) {
      String name = String.valueOf(file.getFileName());
      boolean suffixed = name.endsWith(SUFFIX);
      records.put(suffixed ? name.substring(0, name.length() - SUFFIX.length()) : name, one(file));
    }
    if (records.isEmpty()) {
      throw new ConfigurationException(
          "NO_RECORD",
          "there is no evidence record in `%s`".formatted(path),
          "name the folder that `seaworthy audit preserve create` wrote");
    }
    return records;
  }

  /** The content of one. */
  public static byte[] one(Path file) throws ConfigurationException {
    return InputFile.bytes(file, MAX_BYTES);
  }

  /** Writes records into a new folder, all or none. */
  public static void write(SortedMap<String, EvidenceRecord> records, Path folder)
      throws ConfigurationException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<String, EvidenceRecord> one : records.entrySet()) {
      files.put(one.getKey() + SUFFIX, one.getValue().toDer());
    }
    BundleOutput.writeFolder(files, folder);
  }

  private static List<Path> list(Path folder) throws ConfigurationException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> entry.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      throw new ConfigurationException(
          "CANNOT_READ",
          "`%s` cannot be read as a folder of evidence records".formatted(folder),
          "name a folder that this user may read");
    }
  }
}
