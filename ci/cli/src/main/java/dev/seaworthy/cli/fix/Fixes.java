package dev.seaworthy.cli.fix;

import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Finding;
import java.util.List;

/**
 * What can be mended, and what cannot.
 *
 * @param files that change, in order of name
 * @param mended findings that the edits mend
 * @param left findings that have a mechanical remedy and are not mended
 * @param others how many findings have no mechanical remedy
 * @param doubts how many reasons there are not to know about findings
 * @param hasEvidence whether there was anything to judge
 */
public record Fixes(
    List<Changed> files,
    List<Mended> mended,
    List<Left> left,
    int others,
    int doubts,
    boolean hasEvidence) {
  /**
   * A file that changes.
   *
   * @param name as the verdict has it, from the working directory
   */
  public record Changed(String name, String before, String after) {}

  /**
   * A finding that is mended.
   *
   * @param file that it is in
   * @param edit what stands there now, for people: {@code spec.hostPID: false}
   * @param caution what the edit may ask of the program that runs; empty where nothing
   */
  public record Mended(
      Control control, Finding finding, String file, String edit, String caution) {}

  /** A finding that is not mended, and why. */
  public record Left(Control control, Finding finding, String file, String reason) {}

  public Fixes {
    files = List.copyOf(files);
    mended = List.copyOf(mended);
    left = List.copyOf(left);
  }

  /**
   * The exit code.
   *
   * @param written whether the files have been changed
   */
  public int exitCode(boolean written) {
    boolean open = !left.isEmpty() || (!mended.isEmpty() && !written);
    return ExitCode.of(open, doubts == 0 && hasEvidence);
  }
}
