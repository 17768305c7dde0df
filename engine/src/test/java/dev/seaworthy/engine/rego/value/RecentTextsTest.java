package dev.seaworthy.engine.rego.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentTextsTest {
  private final RecentTexts texts = new RecentTexts();

  @Test
  void equalTextsAreHeldOnce() {
    StringValue first = texts.value(new String("http".toCharArray()));

    assertThat(texts.value(new String("http".toCharArray()))).isSameAs(first);
  }

  @Test
  void longTextsAreNotHeld() {
    StringValue first = texts.value("x".repeat(1000));

    assertThat(texts.value("x".repeat(1000))).isNotSameAs(first).isEqualTo(first);
  }

  @Test
  void textsThatPushEachOtherOutStayThemselves() {
    IntStream twiceEach = IntStream.range(0, 20_000).map(i -> i / 2);

    assertThat(twiceEach.mapToObj(i -> "text-" + i))
        .allMatch(text -> texts.value(text).text().equals(text));
  }
}
