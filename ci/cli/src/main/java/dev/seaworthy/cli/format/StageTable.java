package dev.seaworthy.cli.format;

import dev.seaworthy.cli.format.TablePage.Styled;
import dev.seaworthy.engine.gate.StageState;
import dev.seaworthy.engine.seal.SealedVerdict;
import java.util.stream.Collectors;

/** One line for each stage: how it stands, when it was judged, until when that holds, by whom. */
final class StageTable {
  private static final int STAGE_WIDTH = 13;
  private static final int STATE_WIDTH = 14;
  private static final int TIME_WIDTH = 22;

  private final TablePage page;

  StageTable(TablePage page) {
    this.page = page;
  }

  void heading() {
    page.line(
        2,
        page.faint(
            pad("stage", STAGE_WIDTH)
                + pad("gate", STATE_WIDTH)
                + pad("judged at", TIME_WIDTH)
                + pad("holds until", TIME_WIDTH)
                + "sealed by"));
  }

  void write(StageState stage) {
    Styled line =
        page.plain(pad(stage.stage().id(), STAGE_WIDTH))
            .and(
                new Styled(
                    page.palette()
                        .status(
                            stage.state().status(),
                            pad(stage.state().id().replace('-', ' '), STATE_WIDTH))));
    page.line(2, stage.ruling().map(verdict -> line.and(verdict(verdict))).orElse(line));
    if (!stage.blocking().isEmpty()) {
      page.paragraph(2 + STAGE_WIDTH, page.plain(""), 0, blocking(stage));
    }
  }

  private Styled verdict(SealedVerdict verdict) {
    String judged = verdict.claim().evaluatedAt() + (verdict.timePinned() ? "*" : "");
    return page.plain(
        pad(judged, TIME_WIDTH)
            + pad(verdict.claim().validUntil().toString(), TIME_WIDTH)
            + shortened(verdict.keyId()));
  }

  private static String blocking(StageState stage) {
    return stage.blocking().stream()
        .map(one -> one.id() + " " + one.status().id())
        .collect(Collectors.joining(", "));
  }

  /** Enough of a fingerprint to tell the keys of one team apart; JSON and HTML have all of it. */
  private static String shortened(String keyId) {
    return keyId.length() > 19 ? keyId.substring(0, 19) + "…" : keyId;
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
  }
}
