package dev.seaworthy.cli.hook;

import dev.seaworthy.engine.json.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Deliveries that were taken in, remembered for a while: a file for each day, a line for each mark
 * of a delivery, forced before the event is acknowledged. Half a line is none, for all have one
 * length: its event was not acknowledged, and is sent again.
 */
final class SeenDeliveries {
  static final Duration PERIOD = Duration.ofDays(7);

  /** An id has the entropy that this many letters of a digest have. */
  private static final int LETTERS = 32;

  private static final int MOST = 500_000;
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{32}) ([0-9]{12})");
  private static final Pattern NAME = Pattern.compile("([0-9]{1,9})\\.seen");

  private final Path folder;
  private final Clock clock;
  private final int most;

  /** When each came, the oldest first. */
  private final Map<String, Long> seen = new LinkedHashMap<>();

  private long firstDay = -1;

  private SeenDeliveries(Path folder, Clock clock, int most) {
    this.folder = folder;
    this.clock = clock;
    this.most = most;
  }

  /** Those of a folder that no other process uses. */
  static SeenDeliveries open(Path state, Clock clock) throws IOException {
    return open(state, clock, MOST);
  }

  static SeenDeliveries open(Path state, Clock clock, int most) throws IOException {
    Path folder = Files.createDirectories(state.resolve("deliveries"));
    SeenDeliveries deliveries = new SeenDeliveries(folder, clock, most);
    for (Path file : deliveries.files()) {
      deliveries.read(file);
    }
    deliveries.forget();
    return deliveries;
  }

  /** Whether one of these marks was remembered. */
  synchronized boolean contains(List<String> marks) {
    long begin = begin();
    return marks.stream()
        .map(SeenDeliveries::shortened)
        .anyMatch(mark -> seen.getOrDefault(mark, Long.MIN_VALUE) >= begin);
  }

  /**
   * Remembers marks of a delivery.
   *
   * @throws IOException if the disk does not
   */
  synchronized void add(List<String> marks) throws IOException {
    long now = clock.instant().getEpochSecond();
    StringBuilder lines = new StringBuilder();
    for (String mark : marks) {
      lines.append("%s %012d\n".formatted(shortened(mark), now));
    }
    append(folder.resolve(now / Duration.ofDays(1).toSeconds() + ".seen"), lines.toString());
    marks.forEach(mark -> put(shortened(mark), now));
    forget();
  }

  private static void append(Path file, String lines) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      // What a crash left half must not swallow this line too.
      String begin = endsWithLine(channel) ? "" : "\n";
      ByteBuffer bytes = ByteBuffer.wrap((begin + lines).getBytes(StandardCharsets.US_ASCII));
      channel.position(channel.size());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static boolean endsWithLine(FileChannel channel) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return channel.size() == 0
        || (channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n');
  }

  private void read(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    for (String line : text.split("\n", -1)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        put(matcher.group(1), Long.parseLong(matcher.group(2)));
      }
    }
  }

  private void put(String mark, long time) {
    seen.remove(mark);
    seen.put(mark, time);
    if (seen.size() > most) {
      seen.remove(seen.keySet().iterator().next());
    }
  }

  /** Takes away what is older than the period. */
  private void forget() throws IOException {
    long begin = begin();
    Iterator<Long> times = seen.values().iterator();
    while (times.hasNext() && times.next() < begin) {
      times.remove();
    }
    long today = begin / Duration.ofDays(1).toSeconds();
    if (today != firstDay) {
      firstDay = today;
      for (Path file : files()) {
        if (day(file) < firstDay) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private long begin() {
    Instant begin = clock.instant().minus(PERIOD);
    return begin.getEpochSecond();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> files = new ArrayList<>(found.filter(file -> day(file) >= 0).toList());
      files.sort((one, other) -> Long.compare(day(one), day(other)));
      return files;
    }
  }

  private static long day(Path file) {
    Matcher matcher = NAME.matcher(String.valueOf(file.getFileName()));
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  /** Ids are of any length and letters; what is kept is not. */
  private static String shortened(String mark) {
    return Digest.of(mark.getBytes(StandardCharsets.UTF_8)).hex().substring(0, LETTERS);
  }
}
