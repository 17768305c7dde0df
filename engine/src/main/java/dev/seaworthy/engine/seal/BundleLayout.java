package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Whether files are an evidence bundle at all: their names, and the bag they are in. */
final class BundleLayout {
  private static final String FIX = "get the bundle from its maker again";
  private static final Pattern OTHER_MANIFEST =
      Pattern.compile("(tag)?manifest-(?!sha256\\.txt)[^/]*");

  private final SortedMap<String, byte[]> files;
  private final SortedMap<String, String> digests;

  BundleLayout(SortedMap<String, byte[]> files, SortedMap<String, String> digests) {
    this.files = files;
    this.digests = digests;
  }

  /** Whether every file is there that the other checks look at. */
  boolean isComplete() {
    return files.keySet().containsAll(EvidenceBundle.NEEDED);
  }

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>(BundleNames.problems(files.keySet()));
    for (String name : new TreeSet<>(EvidenceBundle.NEEDED)) {
      if (!files.containsKey(name)) {
        problems.add(new Problem("MISSING", "`%s` is not there".formatted(name), FIX));
      }
    }
    for (String name : files.keySet()) {
      if (OTHER_MANIFEST.matcher(name).matches()) {
        problems.add(
            new Problem(
                "UNKNOWN_ALGORITHM",
                "`%s` is a manifest, but not of SHA-256".formatted(BundleNames.shown(name)),
                "get a bundle that this version of seaworthy can check"));
      }
    }
    mustBe(problems, BagIt.DECLARATION, BagIt.declaration());
    mustBe(problems, BagIt.INFO, BagIt.info(files));
    return problems;
  }

  /** Manifests that do not list what is there. */
  List<Problem> manifestProblems() {
    List<Problem> problems = new ArrayList<>();
    mustBe(problems, BagIt.MANIFEST, BagIt.manifest(digests));
    mustBe(problems, BagIt.TAG_MANIFEST, BagIt.tagManifest(digests));
    return problems;
  }

  private void mustBe(List<Problem> problems, String name, byte[] expected) {
    byte[] found = files.get(name);
    if (found != null && !Arrays.equals(found, expected)) {
      problems.add(
          new Problem(
              "BAD_BAG", "`%s` does not fit the files that are there".formatted(name), FIX));
    }
  }
}
