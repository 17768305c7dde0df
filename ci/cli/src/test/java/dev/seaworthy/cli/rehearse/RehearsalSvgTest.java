package dev.seaworthy.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

class RehearsalSvgTest {
  private final JsonNode record =
      Samples.record(Samples.observed(), Outcome.COMPLETE, true).content().node();

  @Test
  void itIsWellFormedAndSaysWhatItShows() throws Exception {
    Document picture = parsed(RehearsalSvg.of(record));
    assertThat(picture.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("Migration rehearsed in 10 s: complete");
    assertThat(picture.getElementsByTagName("desc").item(0).getTextContent())
        .contains("At most 2 sessions waited at once.")
        .contains("1 tables were locked against everybody, public.a for 4.5 s the longest")
        .contains("19.1 MiB of log were written");
  }

  @Test
  void itFollowsFromTheRecordAlone() {
    assertThat(RehearsalSvg.of(record)).isEqualTo(RehearsalSvg.of(record.deepCopy()));
  }

  @Test
  void itLoadsNothing() {
    assertThat(RehearsalSvg.of(record).replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http", "url(", "href", "<script", "@import");
  }

  @Test
  void aRecordOfNothingSeenIsAPictureToo() throws Exception {
    JsonNode nothing = Samples.record(new Observed(0), Outcome.INTERRUPTED, true).content().node();
    assertThat(parsed(RehearsalSvg.of(nothing)).getElementsByTagName("text").getLength())
        .isGreaterThan(2);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0 s", "9.96, 10.0 s", "59.4, 59 s", "60, 1 min 00 s", "3725, 1 h 02 min"})
  void timesAreShort(double seconds, String words) {
    assertThat(RehearsalSvg.time(seconds)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "1023, 1023 B", "1536, 1.5 KiB", "1e15, 909.5 TiB"})
  void sizesAreShort(double bytes, String words) {
    assertThat(RehearsalSvg.bytes(bytes)).isEqualTo(words);
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
