package dev.seaworthy.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Bench;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JobQueueTest {
  private static final Clock CLOCK = Clock.fixed(Bench.NOW, ZoneOffset.UTC);

  @TempDir Path state = Path.of("");

  private final List<Path> aside = new ArrayList<>();

  @Test
  void aNewerEventTakesThePlaceOfTheOneThatWaits() throws Exception {
    JobQueue queue = open();
    queue.add(key(1), "a");
    queue.add(key(2), "b");
    queue.add(key(1), "c");
    assertThat(queue.depth()).isEqualTo(2);
    assertThat(taken(queue).delivery()).isEqualTo("b");
    assertThat(taken(queue).delivery()).isEqualTo("c");
  }

  @Test
  void oneRequestIsJudgedOnceAtATime() throws Exception {
    JobQueue queue = open();
    queue.add(key(1), "a");
    HookJob first = taken(queue);
    queue.add(key(1), "b");
    queue.add(key(2), "c");
    assertThat(taken(queue).delivery()).isEqualTo("c");
    queue.finished(first);
    assertThat(taken(queue).delivery()).isEqualTo("b");
  }

  @Test
  void aRequestIsHeldWhileItWaitsAndWhileItIsJudged() throws Exception {
    JobQueue queue = open();
    assertThat(queue.holds(key(1))).isFalse();
    queue.add(key(1), "a");
    assertThat(queue.holds(key(1))).isTrue();
    HookJob job = taken(queue);
    assertThat(queue.holds(key(1))).isTrue();
    assertThat(queue.holds(key(2))).isFalse();
    queue.finished(job);
    assertThat(queue.holds(key(1))).isFalse();
  }

  @Test
  void whatIsTriedAgainGivesWayToANewerEvent() throws Exception {
    JobQueue queue = open();
    queue.add(key(1), "a");
    HookJob first = taken(queue);
    assertThat(queue.retry(first, Duration.ZERO)).isTrue();
    HookJob again = taken(queue);
    assertThat(again.attempts()).isEqualTo(2);
    queue.add(key(1), "b");
    assertThat(queue.retry(again, Duration.ZERO)).isFalse();
    assertThat(taken(queue).delivery()).isEqualTo("b");
    assertThat(names()).hasSize(1);
  }

  @Test
  void whatIsTriedAgainWaits() throws Exception {
    JobQueue queue = open();
    queue.add(key(1), "a");
    queue.retry(taken(queue), Duration.ofMillis(200));
    long begin = System.nanoTime();
    assertThat(taken(queue).delivery()).isEqualTo("a");
    assertThat(System.nanoTime() - begin).isGreaterThan(Duration.ofMillis(150).toNanos());
  }

  @Test
  void thereIsRoomForSoManyRequestsAndForNewerEventsOfThese() throws Exception {
    JobQueue queue = JobQueue.open(state, 2, CLOCK, new Listener());
    assertThat(queue.add(key(1), "a")).isTrue();
    assertThat(queue.add(key(2), "b")).isTrue();
    assertThat(queue.add(key(3), "c")).isFalse();
    assertThat(queue.add(key(2), "d")).isTrue();
    assertThat(names()).hasSize(2);
  }

  @Test
  void whatWaitsAndWhatIsUnderWayIsThereAfterAStart() throws Exception {
    JobQueue queue = open();
    queue.add(key(1), "a");
    queue.add(key(2), "b");
    HookJob running = taken(queue);
    JobQueue again = open();
    HookJob first = taken(again);
    assertThat(first.key()).isEqualTo(running.key());
    assertThat(first.attempts()).isEqualTo(2);
    assertThat(taken(again).delivery()).isEqualTo("b");
    assertThat(aside).isEmpty();
  }

  @Test
  void whatIsDoneIsGone() throws Exception {
    JobQueue queue = open();
    queue.add(key(1), "a");
    queue.finished(taken(queue));
    assertThat(names()).isEmpty();
    assertThat(open().depth()).isZero();
  }

  /** The state after a kill at each byte of a record, under its name and under that of its part. */
  @Test
  void aRecordThatIsCutAnywhereIsPutAsideAndToldAndTheOthersStay() throws Exception {
    JobQueue queue = open();
    queue.add(key(1), "whole");
    byte[] record = new HookJob(2, key(2), "half", Bench.NOW, 0).toRecord();
    for (int length = 0; length < record.length; length++) {
      byte[] part = java.util.Arrays.copyOf(record, length);
      Files.write(state.resolve("queue/0000000000000000002.job"), part);
      Files.write(state.resolve("queue/.0000000000000000003.job.77"), part);
      aside.clear();
      JobQueue again = open();
      assertThat(aside).as("cut at %d", length).hasSize(2).allMatch(Files::exists);
      assertThat(again.depth()).isEqualTo(1);
      assertThat(taken(again).delivery()).isEqualTo("whole");
    }
    Files.write(state.resolve("queue/0000000000000000002.job"), record);
    assertThat(open().depth()).isEqualTo(2);
  }

  @Test
  void aRecordWithOneBitTurnedIsNone() {
    byte[] record = new HookJob(2, key(2), "d", Bench.NOW, 0).toRecord();
    for (int i = 0; i < record.length; i++) {
      byte[] other = record.clone();
      other[i] ^= 1;
      assertThat(HookJob.of(other)).as("byte %d", i).isEmpty();
    }
    assertThat(HookJob.of(record)).isPresent();
  }

  /** Killed after the newer event was written, and before the older was taken away. */
  @Test
  void ofTwoRecordsOfOneRequestTheNewerCounts() throws Exception {
    open();
    for (int i = 1; i <= 2; i++) {
      HookJob job = new HookJob(i, key(1), "event " + i, Bench.NOW, 0);
      Files.write(state.resolve("queue/%019d.job".formatted(i)), job.toRecord());
    }
    JobQueue queue = open();
    assertThat(queue.depth()).isEqualTo(1);
    assertThat(taken(queue).delivery()).isEqualTo("event 2");
    assertThat(names()).containsExactly("0000000000000000002.job");
  }

  static LongStream seeds() {
    return LongStream.range(0, 6);
  }

  /** A Java of its own takes events in and finishes some; it is killed at any moment. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingThatWasAcknowledgedIsLostToAKill(long seed) throws Exception {
    Set<String> added = new TreeSet<>();
    Set<String> finished = new TreeSet<>();
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                state.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int most = 20 + new Random(seed).nextInt(200);
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        (line.startsWith("+") ? added : finished).add(line.substring(1));
        if (added.size() == most) {
          // What it said before is still to be read.
          child.toHandle().destroyForcibly();
        }
      }
    }
    child.waitFor();
    Set<String> left = new TreeSet<>();
    JobQueue queue = open();
    while (queue.depth() > 0) {
      left.add(taken(queue).delivery());
    }
    Set<String> lost = new TreeSet<>(added);
    lost.removeAll(left);
    lost.removeAll(finished);
    // The last one may have been finished, and the kill came before it was said.
    assertThat(lost.size()).as("lost %s", lost).isLessThanOrEqualTo(1);
    assertThat(lost).allMatch(one -> Integer.parseInt(one) >= finished.size());
    assertThat(added).hasSizeGreaterThanOrEqualTo(most);
  }

  /** Runs in a Java of its own. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws Exception {
      JobQueue queue = JobQueue.open(Path.of(args[0]), 100_000, CLOCK, new Quiet());
      for (int i = 0; ; i++) {
        queue.add(key(i + 1), Integer.toString(i));
        System.out.println("+" + i);
        if (i % 3 == 0) {
          HookJob job = queue.take().orElseThrow();
          queue.finished(job);
          System.out.println("-" + job.delivery());
        }
      }
    }
  }

  private static class Quiet implements JobQueue.Listener {
    @Override
    public void setAside(Path file) {}

    @Override
    public void unwritable(IOException e) {
      throw new AssertionError(e);
    }
  }

  private final class Listener extends Quiet {
    @Override
    public void setAside(Path file) {
      aside.add(file);
    }
  }

  private JobQueue open() throws IOException {
    return JobQueue.open(state, 100_000, CLOCK, new Listener());
  }

  private static HookJob taken(JobQueue queue) throws InterruptedException {
    return queue.take().orElseThrow();
  }

  private static RequestKey key(int number) {
    return new RequestKey("gitea", "shop/web", number);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(state.resolve("queue"))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
