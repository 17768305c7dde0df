package dev.seaworthy.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Bench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SeenDeliveriesTest {
  @TempDir Path state = Path.of("");

  @Test
  void aDeliveryIsRememberedAcrossStarts() throws IOException {
    SeenDeliveries seen = at(Bench.NOW);
    assertThat(seen.contains(List.of("a"))).isFalse();
    seen.add(List.of("a", "b"));
    assertThat(seen.contains(List.of("a"))).isTrue();
    assertThat(at(Bench.NOW).contains(List.of("x", "b"))).isTrue();
    assertThat(at(Bench.NOW).contains(List.of("x"))).isFalse();
  }

  @Test
  void itIsForgottenAfterTheStatedPeriodAndItsFileGoes() throws IOException {
    at(Bench.NOW).add(List.of("a"));
    Instant end = Bench.NOW.plus(SeenDeliveries.PERIOD);
    assertThat(at(end).contains(List.of("a"))).isTrue();
    assertThat(at(end.plusSeconds(1)).contains(List.of("a"))).isFalse();
    at(end.plus(Duration.ofDays(2))).add(List.of("b"));
    assertThat(files()).hasSize(1);
  }

  /** A kill at any byte of a line loses this line at most, and the next one is whole. */
  @Test
  void halfALineIsNoneAndSwallowsNothing() throws IOException {
    at(Bench.NOW).add(List.of("a"));
    Path file = files().get(0);
    byte[] one = Files.readAllBytes(file);
    for (int length = 0; length < one.length; length++) {
      byte[] torn = Arrays.copyOf(one, one.length + length);
      System.arraycopy(one, 0, torn, one.length, length);
      Files.write(file, torn);
      SeenDeliveries seen = at(Bench.NOW);
      assertThat(seen.contains(List.of("a"))).isTrue();
      seen.add(List.of("c" + length));
      assertThat(at(Bench.NOW).contains(List.of("c" + length))).as("cut at %d", length).isTrue();
    }
  }

  @Test
  void whatIsNoLineIsPassedOver() throws IOException {
    at(Bench.NOW).add(List.of("a"));
    Files.write(
        files().get(0),
        "\u0000\u00ff nothing\n".getBytes(StandardCharsets.ISO_8859_1),
        StandardOpenOption.APPEND);
    assertThat(at(Bench.NOW).contains(List.of("a"))).isTrue();
  }

  @Test
  void theOldestGiveWayWhereThereAreTooMany() throws IOException {
    SeenDeliveries seen = SeenDeliveries.open(state, Clock.fixed(Bench.NOW, ZoneOffset.UTC), 2);
    for (String mark : List.of("a", "b", "c")) {
      seen.add(List.of(mark));
    }
    assertThat(seen.contains(List.of("a"))).isFalse();
    assertThat(seen.contains(List.of("b"))).isTrue();
    assertThat(seen.contains(List.of("c"))).isTrue();
  }

  private SeenDeliveries at(Instant now) throws IOException {
    return SeenDeliveries.open(state, Clock.fixed(now, ZoneOffset.UTC));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(state.resolve("deliveries"))) {
      return files.sorted().toList();
    }
  }
}
