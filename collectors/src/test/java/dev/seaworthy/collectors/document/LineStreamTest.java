package dev.seaworthy.collectors.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineStreamTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void linesOfAnyLengthAreThoseOfTheText(long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      text.append("é".repeat(random.nextInt(i % 10 == 0 ? 90_000 : 200))).append('\n');
    }
    assertThat(lines(text.toString())).isEqualTo(text.toString().lines().toList());
  }

  @Test
  void aMarkOfByteOrderAndReturnsAreNoText() throws IOException {
    assertThat(lines("\ufeffa\r\n\r\nb")).containsExactly("a", "", "b");
  }

  @Test
  void aLineThatIsTooLongIsCut() throws IOException {
    LineStream lines = stream("x".repeat(3 << 20) + "\ny\n");
    assertThat(lines.next()).hasSize(1 << 20);
    assertThat(lines.isTooLong()).isTrue();
    assertThat(lines.next()).isEqualTo("y");
    assertThat(lines.isTooLong()).isFalse();
    assertThat(lines.line()).isEqualTo(2);
  }

  @Test
  void aLastLineWithoutEndIsTold() throws IOException {
    LineStream lines = stream("a\nb");
    lines.next();
    assertThat(lines.hasEnd()).isTrue();
    assertThat(lines.next()).isEqualTo("b");
    assertThat(lines.hasEnd()).isFalse();
    assertThat(lines.next()).isNull();
  }

  private static List<String> lines(String text) throws IOException {
    LineStream stream = stream(text);
    List<String> lines = new ArrayList<>();
    for (String line = stream.next(); line != null; line = stream.next()) {
      lines.add(line);
    }
    return lines;
  }

  private static LineStream stream(String text) {
    return new LineStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
