package dev.seaworthy.cli.audit;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.seal.BundleNames;
import dev.seaworthy.engine.seal.BundleReport;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Gathers the files of an archive that nobody vouches for, within limits. */
final class ArchiveFiles {
  private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\].*|[A-Za-z]:.*", Pattern.DOTALL);
  private static final Pattern STEP_UP =
      Pattern.compile("(.*[/\\\\])?\\.\\.([/\\\\].*)?", Pattern.DOTALL);

  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private final List<String> names = new ArrayList<>();
  private long total;

  /**
   * Takes one file.
   *
   * @param name as the archive has it
   * @param size as the archive has it
   * @param in from which so many bytes are read
   */
  void add(String name, long size, InputStream in) throws IOException, BundleRefused {
    String inside = requireInside(name);
    if (names.size() == BundleNames.MAX_FILES) {
      throw new BundleRefused(BundleNames.tooMany());
    }
    total += size;
    if (total > BundleFolder.MAX_BYTES) {
      throw BundleRefused.tooLarge();
    }
    // Grows with what is really there, whatever the size claims.
    byte[] bytes = in.readNBytes((int) size);
    if (bytes.length < size) {
      throw new EOFException();
    }
    names.add(inside);
    files.put(inside, bytes);
  }

  /** The files, by their names with {@code /} between folders. */
  SortedMap<String, byte[]> all() throws BundleRefused {
    List<Problem> problems = BundleNames.problems(names);
    if (!problems.isEmpty()) {
      throw new BundleRefused(problems.get(0));
    }
    return files;
  }

  /** Something in an archive that is no file of a bundle. */
  static BundleRefused refused(String code, String name, String what) {
    return new BundleRefused(
        new Problem(code, "`%s` %s".formatted(BundleNames.shown(name), what), BundleReport.FIX));
  }

  private static String requireInside(String name) throws BundleRefused {
    if (ABSOLUTE.matcher(name).matches()) {
      throw refused("ABSOLUTE_NAME", name, "would be unpacked to where its name says");
    }
    if (STEP_UP.matcher(name).matches()) {
      throw refused("NAME_LEADS_OUT", name, "would be unpacked outside the bundle's folder");
    }
    if (!name.startsWith(ArchiveForm.ROOT)) {
      throw refused("UNSAFE_NAME", name, "does not lie in `%s`".formatted(ArchiveForm.ROOT));
    }
    return name.substring(ArchiveForm.ROOT.length());
  }
}
