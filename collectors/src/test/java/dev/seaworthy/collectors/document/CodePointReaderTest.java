package dev.seaworthy.collectors.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;

/** Held to SnakeYAML's own reader. */
class CodePointReaderTest {
  private static final int[] POINTS = {
    'a', 'b', ' ', ':', '\n', '\r', 0x85, 0x2028, 0x2029, 0xFEFF, 0xE9, 0x1F600
  };

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 100, 3000})
  void itReadsAsSnakeYamlsReaderDoes(int length) {
    Random random = new Random(length);
    for (int round = 0; round < 50; round++) {
      String text = text(random, length);
      StreamReader expected = new StreamReader(text);
      CodePointReader actual = new CodePointReader(text);
      for (int step = 0; step < length + 5; step++) {
        step(random, expected, actual);
        assertThat(actual.getIndex()).isEqualTo(expected.getIndex());
        assertThat(actual.getDocumentIndex()).isEqualTo(expected.getDocumentIndex());
        assertThat(actual.getLine()).isEqualTo(expected.getLine());
        assertThat(actual.getColumn()).isEqualTo(expected.getColumn());
        assertThat(actual.peek()).isEqualTo(expected.peek());
        same(actual.getMark(), expected.getMark());
      }
    }
  }

  private static void step(Random random, StreamReader expected, CodePointReader actual) {
    int many = random.nextInt(5);
    switch (random.nextInt(5)) {
      case 0 -> {
        expected.forward();
        actual.forward();
      }
      case 1 -> {
        expected.forward(many);
        actual.forward(many);
      }
      case 2 -> assertThat(actual.peek(many)).isEqualTo(expected.peek(many));
      case 3 -> assertThat(actual.prefix(many)).isEqualTo(expected.prefix(many));
      default -> {
        // The scanner takes no more so than it saw to be there, and no line breaks.
        String ahead = expected.prefix(many);
        if (ahead.length() == many && ahead.chars().allMatch(c -> c == 'a' || c == ' ')) {
          assertThat(actual.prefixForward(many)).isEqualTo(expected.prefixForward(many));
        }
      }
    }
  }

  private static void same(Mark actual, Mark expected) {
    assertThat(actual.getIndex()).isEqualTo(expected.getIndex());
    assertThat(actual.getLine()).isEqualTo(expected.getLine());
    assertThat(actual.getColumn()).isEqualTo(expected.getColumn());
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(POINTS[random.nextInt(POINTS.length)]);
    }
    return text.toString();
  }
}
