package dev.seaworthy.engine.policy.bundle;

import dev.seaworthy.engine.archive.UstarHeader;
import dev.seaworthy.engine.policy.PolicyException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the files of a bundle archive, a gzipped tar in the ustar format (POSIX.1-1988), into
 * memory. Refuses what an honest builder never writes: links, devices, extended headers, names that
 * leave the archive, one name twice, and more than the limits allow.
 */
public final class ArchiveReader {
  static final int MAX_ARCHIVE = 32 << 20;
  static final int MAX_UNPACKED = 64 << 20;
  static final int MAX_ENTRY = 32 << 20;
  static final int MAX_ENTRIES = 2000;

  private static final int BLOCK = UstarHeader.BLOCK;

  private final byte[] tar;
  private final String label;
  private final Map<String, byte[]> files = new TreeMap<>();
  private int position;

  private ArchiveReader(byte[] tar, String label) {
    this.tar = tar;
    this.label = label;
  }

  /**
   * Unpacks an archive.
   *
   * @param label what to call the archive in messages: its file name
   */
  public static BundleFiles read(byte[] archive, String label) throws PolicyException {
    if (archive.length > MAX_ARCHIVE) {
      throw tooLarge(label, "has more than", MAX_ARCHIVE);
    }
    return new ArchiveReader(Gunzip.unpack(archive, label), label).files();
  }

  private BundleFiles files() throws PolicyException {
    int entries = 0;
    while (hasEntry()) {
      if (++entries > MAX_ENTRIES) {
        throw new PolicyException(
            "BUNDLE_TOO_LARGE",
            "`%s` holds more than %d files".formatted(label, MAX_ENTRIES),
            "split the bundle");
      }
      entry();
    }
    if (entries == 0) {
      throw damaged(label, "it holds no file");
    }
    return BundleFiles.of(files);
  }

  /** The archive ends with zero blocks; after them nothing may hide. */
  private boolean hasEntry() throws PolicyException {
    if (position + BLOCK > tar.length) {
      throw damaged(label, "it ends too early");
    }
    if (tar[position] != 0) {
      return true;
    }
    for (int i = position; i < tar.length; i++) {
      if (tar[i] != 0) {
        throw damaged(label, "bytes follow its end");
      }
    }
    return false;
  }

  private void entry() throws PolicyException {
    UstarHeader header = header();
    String name = name(header);
    if (header.size() > MAX_ENTRY) {
      throw tooLarge(label, "holds a file of more than", MAX_ENTRY);
    }
    int size = (int) header.size();
    int start = position + BLOCK;
    int padded = size + UstarHeader.padding(size);
    if (padded > tar.length - start) {
      throw damaged(label, "it ends inside `%s`".formatted(name));
    }
    position = start + padded;
    if (header.isFolder() && size == 0) {
      return;
    }
    if (!header.isFile()) {
      throw unsafe("`%s` in it is not a plain file".formatted(name));
    }
    if (files.put(name, Arrays.copyOfRange(tar, start, start + size)) != null) {
      throw unsafe("it holds `%s` twice".formatted(name));
    }
  }

  private UstarHeader header() throws PolicyException {
    try {
      return UstarHeader.parse(tar, position);
    } catch (UstarHeader.Damaged e) {
      throw damaged(label, e.how());
    }
  }

  private String name(UstarHeader header) throws PolicyException {
    String full = header.name();
    // OPA's own archives root their names; tar run in the folder writes `./`.
    String name = full.startsWith("./") ? full.substring(2) : full;
    name = name.startsWith("/") ? name.substring(1) : name;
    boolean folder = header.isFolder();
    name = folder && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    if (!BundleFiles.isSafe(name) && !(folder && name.isEmpty())) {
      throw unsafe("it holds a file named `%s`".formatted(printable(full)));
    }
    return name;
  }

  private PolicyException unsafe(String what) {
    return new PolicyException(
        "BUNDLE_UNSAFE",
        "`%s` is not safe to read: %s".formatted(label, what),
        "build the bundle anew with `seaworthy policy build`");
  }

  static PolicyException damaged(String label, String how) {
    return new PolicyException(
        "BUNDLE_NOT_ARCHIVE",
        "`%s` is not a whole bundle archive: %s".formatted(label, how),
        "fetch or build the bundle anew");
  }

  static PolicyException tooLarge(String label, String does, int bytes) {
    return new PolicyException(
        "BUNDLE_TOO_LARGE",
        "`%s` %s %d MiB".formatted(label, does, bytes >> 20),
        "split the bundle, or move large data out of it");
  }

  /** A name from an archive or token, safe to show. */
  static String printable(String name) {
    String shown = name.replaceAll("[^\\x20-\\x7e]|`", "?");
    return shown.length() <= 60 ? shown : shown.substring(0, 60) + "…";
  }
}
