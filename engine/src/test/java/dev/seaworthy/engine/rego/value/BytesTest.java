package dev.seaworthy.engine.rego.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
  @ParameterizedTest(name = "{0} has the code points {1}")
  @CsvSource({
    "61c3a9, 61 e9",
    "f09f9880, 1f600",
    "ff61, dcff 61",
    "c0af, dcc0 dcaf",
    "e28261, dce2 dc82 61",
    "eda080, dced dca0 dc80",
    "e08080, dce0 dc80 dc80",
    "f0808080, dcf0 dc80 dc80 dc80",
    "f4908080, dcf4 dc90 dc80 dc80",
    "e282, dce2 dc82"
  })
  void bytesThatAreNoTextAreKept(String hex, String points) {
    String text = Bytes.text(HexFormat.of().parseHex(hex));

    assertThat(text.codePoints().mapToObj(Integer::toHexString)).containsExactly(points.split(" "));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void anyBytesComeBack(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      assertThat(Bytes.of(Bytes.text(bytes))).isEqualTo(bytes);
    }
  }
}
