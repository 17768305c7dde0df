package dev.seaworthy.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoredGzipTest {
  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {0, 1, 65534, 65535, 65536, 131070, 200_000})
  void whatIsWrittenInAnyPiecesIsOneFormThatOthersUnpack(int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    byte[] whole = written(content, Math.max(size, 1));
    assertThat(new GZIPInputStream(new ByteArrayInputStream(whole)).readAllBytes())
        .isEqualTo(content);
    assertThat(written(content, 4096)).isEqualTo(whole);
  }

  private static byte[] written(byte[] content, int piece) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StoredGzip gzip = new StoredGzip(out);
    for (int from = 0; from < content.length; from += piece) {
      gzip.write(content, from, Math.min(piece, content.length - from));
    }
    gzip.finish();
    return out.toByteArray();
  }
}
