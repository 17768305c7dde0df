package dev.seaworthy.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UstarHeaderTest {
  @ParameterizedTest(name = "a name of {0} characters")
  @ValueSource(ints = {1, 100, 101, 107})
  void whatIsWrittenIsRead(int length) throws UstarHeader.Damaged {
    String name = length < 100 ? "a" : "folder/" + "a".repeat(length - 7);
    UstarHeader header = UstarHeader.parse(UstarHeader.ofFile(name, 1L << 31), 0);
    assertThat(header).isEqualTo(new UstarHeader(name, 1L << 31, '0'));
    assertThat(header.isFile()).isTrue();
  }

  @Test
  void aNameThatCannotBeSplitIsRefused() {
    assertThatThrownBy(() -> UstarHeader.ofFile("a".repeat(101), 0))
        .hasMessageContaining("too long");
  }

  @Test
  void aChecksumThatDoesNotFitIsFound() {
    byte[] header = UstarHeader.ofFile("a", 1);
    header[0] = 'b';
    assertThatThrownBy(() -> UstarHeader.parse(header, 0)).hasMessageContaining("checksum");
  }
}
