package dev.seaworthy.benchmarks;

import dev.seaworthy.engine.key.PreAuthentication;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.log.InclusionProof;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogReader;
import dev.seaworthy.engine.log.TransparencyLog;
import dev.seaworthy.engine.stamp.StampException;
import dev.seaworthy.engine.stamp.TestAuthority;
import dev.seaworthy.engine.stamp.TimeStampQuery;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a statement of 32 KiB costs after it was drawn: signed, stamped by an authority in the same
 * process, logged on the disk under a checkpoint, and proven; alone, and a thousand under one.
 */
@State(Scope.Thread)
public class LogBenchmark {
  private static final int BATCH = 1000;
  private static final int STATEMENT_BYTES = 1 << 15;
  private static final String TYPE = "application/vnd.in-toto+json";

  private final SecureRandom random = new SecureRandom();
  private final SigningKey sealer = SigningKey.generate(random);
  private final SigningKey logKey = SigningKey.generate(random);
  private final Instant now = Instant.parse("2026-11-25T08:00:00Z");
  private final TestAuthority authority =
      TestAuthority.of(SigningKey.generate(random), SigningKey.generate(random), now);
  private final byte[] statement = "x".repeat(STATEMENT_BYTES).getBytes(StandardCharsets.UTF_8);
  private Path folder = Path.of("");

  @Setup
  public void make() throws IOException {
    folder = Files.createTempDirectory("log-benchmark");
  }

  @TearDown
  public void remove() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public InclusionProof one() throws LogException, StampException {
    byte[] signature = sealer.sign(PreAuthentication.of(TYPE, statement));
    BigInteger nonce = new BigInteger(128, random);
    TimeStampQuery query = TimeStampQuery.over(signature, nonce);
    query.answered(authority.answer(query.bytes(), now, nonce));
    try (TransparencyLog log = open()) {
      long index = log.append(entry(signature));
      log.seal();
      return LogReader.open(folder, logKey.verificationKey()).prove(index);
    }
  }

  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OperationsPerInvocation(BATCH)
  public List<InclusionProof> thousand() throws LogException {
    List<InclusionProof> proofs = new ArrayList<>();
    try (TransparencyLog log = open()) {
      long first = log.sealed().size();
      for (int i = 0; i < BATCH; i++) {
        log.append(entry(sealer.sign(PreAuthentication.of(TYPE, statement))));
      }
      log.seal();
      LogReader reader = LogReader.open(folder, logKey.verificationKey());
      for (int i = 0; i < BATCH; i++) {
        proofs.add(reader.prove(first + i));
      }
      return proofs;
    }
  }

  private TransparencyLog open() throws LogException {
    return TransparencyLog.open(folder, logKey, "seaworthy.test/benchmark");
  }

  /** As large as the entry of a verdict. */
  private static byte[] entry(byte[] signature) {
    return ("{\"signature\":\""
            + Base64.getEncoder().encodeToString(signature)
            + "\""
            + " ".repeat(600)
            + "}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
