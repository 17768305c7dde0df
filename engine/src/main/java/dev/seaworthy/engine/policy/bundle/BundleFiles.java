package dev.seaworthy.engine.policy.bundle;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files of a bundle by name, without leading slash, in name order. */
public final class BundleFiles {
  public static final String MANIFEST = ".manifest";
  public static final String SIGNATURES = ".signatures.json";
  public static final String DATA = "data.json";
  public static final String WASM = "policy.wasm";
  public static final String PLAN = "plan.json";

  /** As many as a ustar header's name field takes. */
  static final int MAX_NAME = 100;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
  private static final Pattern DOTS = Pattern.compile("(^|.*/)\\.{1,2}(/.*|$)");

  private final SortedMap<String, byte[]> files;

  private BundleFiles(SortedMap<String, byte[]> files) {
    this.files = Collections.unmodifiableSortedMap(files);
  }

  /**
   * A copy of these files.
   *
   * @throws IllegalArgumentException if a name is unsafe; see {@link #isSafe}
   */
  public static BundleFiles of(Map<String, byte[]> files) {
    SortedMap<String, byte[]> sorted = new TreeMap<>();
    files.forEach(
        (name, content) -> {
          if (!isSafe(name)) {
            throw new IllegalArgumentException("`" + name + "` cannot be a file in a bundle");
          }
          sorted.put(name, content.clone());
        });
    return new BundleFiles(sorted);
  }

  /** Whether {@code name} is relative, plain ASCII, and stays inside the folder it is put in. */
  public static boolean isSafe(String name) {
    return name.length() <= MAX_NAME
        && NAME.matcher(name).matches()
        && !DOTS.matcher(name).matches();
  }

  public SortedSet<String> names() {
    return new java.util.TreeSet<>(files.keySet());
  }

  /** A copy of one file's bytes. */
  public Optional<byte[]> get(String name) {
    return Optional.ofNullable(files.get(name)).map(byte[]::clone);
  }

  /** These files, one of them added or replaced. */
  public BundleFiles with(String name, byte[] content) {
    Map<String, byte[]> more = new TreeMap<>(files);
    more.put(name, content);
    return of(more);
  }
}
