package dev.seaworthy.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PhasesTest {
  private final Phases phases = new Phases();

  @Test
  void aMigrationThatTellsNothingHasNoPhases() {
    phases.line("Loading 312 modules", 1);
    phases.line("seaworthy-phase:   ", 2);
    assertThat(phases.since(0)).isEmpty();
  }

  @Test
  void whatComesBeforeTheFirstIsThePhaseOfTheStart() {
    phases.line("seaworthy-phase: schema", 5);
    phases.line("2026-11-20 INFO erp odoo: seaworthy-phase: data\r", 9);
    assertThat(phases.since(1))
        .containsExactly(
            new Phases.Phase("start", 1),
            new Phases.Phase("schema", 5),
            new Phases.Phase("data", 9));
  }

  @Test
  void namesAreShortAndHoldNothingThatSteersATerminal() {
    phases.line("seaworthy-phase: a\u001b[31mb" + "x".repeat(300), 1);
    assertThat(phases.since(0).get(1).name()).startsWith("a?[31mbx").hasSize(100);
  }

  @Test
  void aCommandThatTellsOfPhasesForEverIsBounded() {
    for (int i = 0; i < 1000; i++) {
      phases.line("seaworthy-phase: " + i, i);
    }
    assertThat(phases.since(0)).hasSize(201);
    assertThat(phases.leftOut()).isEqualTo(800);
  }

  @Test
  void outputIsHandedOnByteForByte() {
    byte[] printed = new byte[70_000];
    for (int i = 0; i < printed.length; i++) {
      printed[i] = (byte) (i % 251);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new OutputPump(new ByteArrayInputStream(printed), new PrintStream(out), phases).run();
    assertThat(out.toByteArray()).isEqualTo(printed);
  }

  @Test
  void aLastLineNeedsNoEnd() {
    byte[] printed = "x\nseaworthy-phase: last".getBytes(StandardCharsets.UTF_8);
    new OutputPump(
            new ByteArrayInputStream(printed), new PrintStream(new ByteArrayOutputStream()), phases)
        .run();
    assertThat(phases.since(0)).hasSize(2);
  }
}
