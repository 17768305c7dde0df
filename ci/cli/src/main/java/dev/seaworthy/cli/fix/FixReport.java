package dev.seaworthy.cli.fix;

import dev.seaworthy.cli.terminal.Palette;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Fixes for people and programs; described in {@code docs/reference/fix.md}. */
public final class FixReport {
  private FixReport() {}

  /**
   * The changes as one unified diff.
   *
   * @param isTerminal whether a terminal shows it, which must not act on what files hold
   */
  public static void writeDiff(Fixes fixes, boolean isTerminal, Palette palette, Appendable out)
      throws IOException {
    for (Fixes.Changed file : fixes.files()) {
      String diff = UnifiedDiff.of(file);
      boolean isPlain = palette == Palette.PLAIN && !isTerminal;
      out.append(isPlain ? diff : UnifiedDiff.shown(diff, palette));
    }
  }

  /** What a diff does not say: findings that stay, what edits ask for, and numbers. */
  public static List<String> notes(Fixes fixes, boolean written) {
    List<String> notes = new ArrayList<>();
    for (Fixes.Left left : fixes.left()) {
      notes.add(
          "%s: %s is not mended: %s: %s"
              .formatted(
                  place(left.file(), left.finding()),
                  left.control().id(),
                  left.finding().message(),
                  left.reason()));
    }
    for (String caution : cautions(fixes)) {
      notes.add("mind: " + caution);
    }
    notes.add(
        "%s mended by %s%s, %d not mended, %d without a mechanical remedy%s"
            .formatted(
                counted(fixes.mended().size(), "finding"),
                counted(fixes.files().size(), "changed file"),
                written || fixes.files().isEmpty() ? "" : " (not written: add --write)",
                fixes.left().size(),
                fixes.others(),
                fixes.doubts() == 0 ? "" : ", and something cannot be judged: see `check`"));
    return notes;
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String place(String file, Finding finding) {
    return file + ":" + finding.location().line() + ":" + finding.location().column();
  }

  private static Set<String> cautions(Fixes fixes) {
    Set<String> cautions = new TreeSet<>();
    for (Fixes.Mended mended : fixes.mended()) {
      if (!mended.caution().isEmpty()) {
        String field = mended.edit().substring(mended.edit().lastIndexOf('.') + 1);
        cautions.add("`%s`: %s".formatted(field, mended.caution()));
      }
    }
    return cautions;
  }

  /** The changes as JSON. */
  public static CanonicalJson json(Fixes fixes, boolean written) {
    return CanonicalJson.of(
        Map.of(
            "written", written,
            "files", fixes.files().stream().map(FixReport::file).toList(),
            "mended", fixes.mended().stream().map(FixReport::mended).toList(),
            "notMended", fixes.left().stream().map(FixReport::left).toList(),
            "withoutRemedy", fixes.others(),
            "unknowns", fixes.doubts(),
            "evidence", fixes.hasEvidence()));
  }

  private static Object file(Fixes.Changed file) {
    return Map.of("file", file.name(), "diff", UnifiedDiff.of(file));
  }

  private static Object mended(Fixes.Mended mended) {
    Map<String, Object> tree = finding(mended.control(), mended.finding(), mended.file());
    tree.put("edit", mended.edit());
    if (!mended.caution().isEmpty()) {
      tree.put("caution", mended.caution());
    }
    return tree;
  }

  private static Object left(Fixes.Left left) {
    Map<String, Object> tree = finding(left.control(), left.finding(), left.file());
    tree.put("reason", left.reason());
    return tree;
  }

  private static Map<String, Object> finding(Control control, Finding finding, String file) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("control", control.id());
    tree.put("severity", control.severity().id());
    tree.put("rule", finding.rule());
    tree.put("subject", finding.subject().toTree());
    tree.put("message", finding.message());
    tree.put(
        "location",
        Map.of(
            "file", file,
            "line", finding.location().line(),
            "column", finding.location().column()));
    tree.put("path", finding.path().pointer());
    tree.put("fingerprint", finding.fingerprint());
    return tree;
  }
}
