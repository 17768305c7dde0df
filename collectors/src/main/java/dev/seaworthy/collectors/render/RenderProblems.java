package dev.seaworthy.collectors.render;

import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Problem;

/** Why a chart or an overlay is not rendered. */
final class RenderProblems {
  private RenderProblems() {}

  static Problem missing(String program, String folder, String what) {
    return Problems.of(
        "RENDER_TOOL",
        "`%s` is %s, and `%s` is not on the PATH".formatted(folder, what, program),
        "install `%s`, or render it elsewhere and check what comes out".formatted(program));
  }

  static Problem failed(String command, String folder, String reason) {
    return Problems.of(
        "RENDER_FAILED",
        "`%s` cannot be rendered: %s".formatted(folder, reason),
        "mend it until `%s` succeeds".formatted(command));
  }

  static Problem dependencies(String folder, String reason) {
    return Problems.of(
        "RENDER_FAILED",
        "`%s` lacks charts that it depends on, and nothing is fetched: %s"
            .formatted(folder, reason),
        "put them in place: `helm dependency build %s`".formatted(folder));
  }

  static Problem notHere(String folder, String entry) {
    return Problems.of(
        "RENDER_FAILED",
        "`%s` names `%s`, which is no file or folder here; nothing is fetched"
            .formatted(folder, entry),
        "copy it beside the overlay, or render elsewhere and check what comes out");
  }

  static Problem tooSlow(String folder, long seconds) {
    return Problems.of(
        "RENDER_FAILED",
        "rendering `%s` takes more than %d seconds".formatted(folder, seconds),
        "split it, or render it elsewhere and check what comes out");
  }

  static Problem tooLarge(String folder, long bytes) {
    return Problems.of(
        "RENDER_FAILED",
        "`%s` renders to more than %d MiB".formatted(folder, Math.max(1, bytes >> 20)),
        "split it, or render it elsewhere and check what comes out");
  }
}
