package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.seaworthy.engine.evidence.Snapshot;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies that no account could have must not cost more than some seconds, and be told. */
class AwsSizeTest {
  @TempDir Path temp;

  static Stream<Arguments> policies() {
    return Stream.of(
        Arguments.of(
            "10,000 statements on resources of their own",
            "",
            policy(10_000, i -> "allow s3:Get*,s3:PutObject on b" + i)),
        Arguments.of(
            "10,000 statements of all that ends somehow",
            "TOO_MANY",
            policy(10_000, i -> "allow *" + Integer.toString(i, 36) + "* on b" + i)),
        Arguments.of("5 MB of NotAction", "", "allow !" + names(400_000, i -> "s3:Get" + i)),
        Arguments.of(
            "5 MB of wildcards", "TOO_MANY", "allow " + names(500_000, i -> "*a" + i + "*")),
        Arguments.of(
            "5 MB of wildcards in NotAction",
            "TOO_MANY",
            "allow !" + names(500_000, i -> "*" + i + "?")),
        Arguments.of("one pattern of 5 MB", "", "allow s3:GetObject," + "*a".repeat(2_500_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  @Timeout(300)
  void aHostilePolicyIsReadAndComparedInBounds(String name, String told, String policy) {
    Snapshot before = AwsPolicyCases.snapshot(temp.resolve("a"), "allow s3:ListBucket");
    long start = processorTime();
    Snapshot after = AwsPolicyCases.snapshot(temp.resolve("b"), policy);
    long read = processorTime();
    RolesDiff diff = new RolesDiff("aws", before.evidence(), after.evidence());
    long compared = processorTime();
    System.out.printf(
        "%s: read in %.1f s, compared in %.1f s of processor time%n",
        name, (read - start) / 1e9, (compared - read) / 1e9);
    assertThat(Input.gaps(after)).allMatch(gap -> !told.isEmpty() && gap.startsWith(told));
    assertThat(Input.gaps(after)).hasSize(told.isEmpty() ? 0 : 1);
    assertThat(diff.isCutOff() || !diff.changes().isEmpty()).isTrue();
  }

  /** Of the whole process, for files are read by several threads. */
  private static long processorTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static String policy(int statements, IntFunction<String> statement) {
    return IntStream.range(0, statements).mapToObj(statement).collect(Collectors.joining(";"));
  }

  private static String names(int count, IntFunction<String> name) {
    return IntStream.range(0, count).mapToObj(name).collect(Collectors.joining(","));
  }
}
