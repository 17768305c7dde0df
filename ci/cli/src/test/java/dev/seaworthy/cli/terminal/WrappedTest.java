package dev.seaworthy.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WrappedTest {
  @Test
  void linesBreakAtSpaces() {
    assertThat(Wrapped.lines("one two three four", 9)).containsExactly("one two", "three", "four");
  }

  @Test
  void aLongWordStaysWhole() {
    assertThat(Wrapped.lines("a registry.example/very/long b", 10))
        .containsExactly("a", "registry.example/very/long", "b");
  }
}
