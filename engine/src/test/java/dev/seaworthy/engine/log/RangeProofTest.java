package dev.seaworthy.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.key.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeProofTest {
  private static final SigningKey KEY = SigningKey.generate(new SecureRandom());

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 11})
  void everyRangeIsProvenAndNoOtherEntriesAre(int size) throws LogException {
    LogReader reader = log(size);
    for (int from = 0; from <= size; from++) {
      for (int to = from; to <= size; to++) {
        RangeProof proof = RangeProof.parse(reader.proveRange(from, to).text());
        List<byte[]> entries = entries(from, to);
        assertThat(proof.verify(entries, KEY.verificationKey()).size()).isEqualTo(size);
        for (int changed = from; changed < to; changed++) {
          List<byte[]> others = new ArrayList<>(entries);
          others.set(changed - from, entry(changed + 1));
          assertThatThrownBy(() -> proof.verify(others, KEY.verificationKey()))
              .isInstanceOf(LogException.class);
        }
        List<byte[]> tooMany = entries(from, to + 1);
        assertThatThrownBy(() -> proof.verify(tooMany, KEY.verificationKey()))
            .isInstanceOf(LogException.class);
      }
    }
  }

  @Test
  void aRangeAcrossTilesIsProven() throws LogException {
    LogReader reader = log(700);
    RangeProof proof = reader.proveRange(250, 520);
    assertThat(proof.verify(entries(250, 520), KEY.verificationKey()).size()).isEqualTo(700);
    RangeProof elsewhere = new RangeProof(251, 270, proof.path(), proof.note());
    assertThatThrownBy(() -> elsewhere.verify(entries(250, 520), KEY.verificationKey()))
        .hasMessageContaining("does not hold");
  }

  @Test
  void whatTheLogHasNotIsNotProven() throws LogException {
    LogReader reader = log(3);
    assertThatThrownBy(() -> reader.proveRange(1, 4)).isInstanceOf(LogException.class);
    assertThatThrownBy(() -> reader.proveRange(2, 1)).isInstanceOf(LogException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x\n\ny\n",
        "seaworthy.dev/log-range@v1\nfirst 0\n\nn\n",
        "seaworthy.dev/log-range@v1\nfirst 0\ncount -1\n\nn\n",
        "seaworthy.dev/log-range@v1\nfirst 9223372036854775807\ncount 1\n\nn\n",
        "seaworthy.dev/log-range@v1\nfirst 00\ncount 1\n\nn\n",
        "seaworthy.dev/log-range@v1\ncount 1\nfirst 0\n\nn\n",
        "seaworthy.dev/log-range@v1\nfirst 0\ncount 1\nAAAA\n\nn\n"
      })
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> RangeProof.parse(text))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("the proof does not hold");
  }

  private LogReader log(int size) throws LogException {
    try (TransparencyLog log = TransparencyLog.open(folder, KEY, "seaworthy.test/log")) {
      for (byte[] entry : entries(0, size)) {
        log.append(entry);
      }
    }
    return LogReader.open(folder, KEY.verificationKey());
  }

  private static List<byte[]> entries(int from, int to) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = from; i < to; i++) {
      entries.add(entry(i));
    }
    return entries;
  }

  private static byte[] entry(int number) {
    return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
  }
}
