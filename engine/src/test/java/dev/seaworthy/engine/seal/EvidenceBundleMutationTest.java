package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.verdict.Samples.NOW;
import static dev.seaworthy.engine.verdict.Samples.gap;
import static dev.seaworthy.engine.verdict.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Places;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.TestBundles;
import dev.seaworthy.engine.policy.bundle.BundleReader;
import dev.seaworthy.engine.verdict.Assessment;
import dev.seaworthy.engine.verdict.Identity;
import dev.seaworthy.engine.verdict.Samples;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whatever changes in a bundle is found: every byte, every file, every name. Asked is whether the
 * verifier's report holds, which is decided where the first check fails: that spares the others of
 * each of some fifty thousand mutants.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceBundleMutationTest {
  private final SortedMap<String, byte[]> files;
  private final TrustRoot trust;

  EvidenceBundleMutationTest() throws PolicyException {
    files = bundle();
    trust = trust();
  }

  /** What is changed. */
  SortedMap<String, byte[]> bundle() throws PolicyException {
    return SampleAudit.bundle(verdict(), SampleAudit.idlePolicy());
  }

  /** What was judged. */
  Observation[] observations() {
    return new Observation[] {thing("a", true), thing("b", false), gap()};
  }

  /** Of which files each byte is flipped; of a larger bundle, those that no other test flips. */
  SortedMap<String, byte[]> flippable(SortedMap<String, byte[]> all) throws PolicyException {
    return all;
  }

  /** Which bytes of a file are flipped, of so many. */
  IntStream flips(int length) {
    return IntStream.range(0, length);
  }

  /** By what it is checked. */
  TrustRoot trust() {
    return SampleAudit.trust();
  }

  @Test
  void theBundleHoldsBeforeAnythingChanges() {
    assertThat(holds(files)).isTrue();
    assertThat(BundleVerifier.verify(files, trust, NOW).holds()).isTrue();
  }

  /** So that what is decided early is what the whole report says. */
  @Test
  void theWholeReportOfEachChangedFileDoesNotHoldEither() {
    files.forEach(
        (name, bytes) ->
            IntStream.of(0, bytes.length / 2, bytes.length - 1)
                .mapToObj(at -> with(name, flipped(bytes, at)))
                .forEach(
                    mutant ->
                        assertThat(BundleVerifier.verify(mutant, trust, NOW).holds())
                            .as(name)
                            .isFalse()));
  }

  @Test
  void everyFlippedByteIsFound() throws PolicyException {
    flippable(files)
        .forEach(
            (name, bytes) ->
                assertThat(
                        flips(bytes.length)
                            .parallel()
                            .filter(at -> holds(with(name, flipped(bytes, at))))
                            .boxed()
                            .toList())
                    .as("bytes of %s whose change was not found", name)
                    .isEmpty());
  }

  @Test
  void everyCutAndEveryAddedByteIsFound() {
    files.forEach(
        (name, bytes) -> {
          assertThat(holds(with(name, java.util.Arrays.copyOf(bytes, bytes.length - 1))))
              .as("%s cut", name)
              .isFalse();
          assertThat(holds(with(name, java.util.Arrays.copyOf(bytes, bytes.length + 1))))
              .as("%s grown", name)
              .isFalse();
          assertThat(holds(with(name, new byte[0]))).as("%s emptied", name).isFalse();
        });
  }

  @Test
  void everyRemovedFileIsFound() {
    for (String name : files.keySet()) {
      SortedMap<String, byte[]> mutant = new TreeMap<>(files);
      mutant.remove(name);
      assertThat(holds(mutant)).as(name).isFalse();
    }
  }

  @Test
  void everyRenamedFileIsFound() {
    files.forEach(
        (name, bytes) -> {
          SortedMap<String, byte[]> mutant = with(name + "x", bytes);
          mutant.remove(name);
          assertThat(holds(mutant)).as(name).isFalse();
        });
  }

  @Test
  void everyCopiedFileIsFound() {
    files.forEach((name, bytes) -> assertThat(holds(with(name + "x", bytes))).as(name).isFalse());
  }

  @Test
  void aFileAddedToAnyFolderIsFound() {
    files.keySet().stream()
        .map(name -> name.substring(0, name.lastIndexOf('/') + 1) + "more")
        .distinct()
        .forEach(name -> assertThat(holds(with(name, new byte[] {1}))).as(name).isFalse());
  }

  @Test
  void everySwapOfTwoFilesIsFound() {
    files.forEach(
        (one, bytes) ->
            files
                .tailMap(one + "\0")
                .forEach(
                    (other, others) -> {
                      SortedMap<String, byte[]> mutant = with(one, others);
                      mutant.put(other, bytes);
                      assertThat(holds(mutant)).as("%s and %s", one, other).isFalse();
                    }));
  }

  /** By a policy whose archive is short; what judges is the real program. */
  private Verdict verdict() throws PolicyException {
    PolicyBundle idle = BundleReader.read(SampleAudit.idlePolicy(), "test");
    PolicyBundle runnable =
        new PolicyBundle(
            idle.name(),
            idle.version(),
            idle.title(),
            idle.description(),
            idle.digest(),
            idle.controls(),
            idle.parameters(),
            TestBundles.of("t_01", Samples.THINGS).module());
    return Samples.judge(
        new Assessment(
            Samples.release(List.of(), List.of()),
            Places.noting(Samples.snapshot(observations())),
            List.of(runnable),
            true,
            Set.of(),
            Map.of(),
            Severity.LOW,
            NOW,
            true,
            new Identity("test", "", "test")));
  }

  private SortedMap<String, byte[]> with(String name, byte[] bytes) {
    SortedMap<String, byte[]> mutant = new TreeMap<>(files);
    mutant.put(name, bytes);
    return mutant;
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= (byte) (1 << (at % 8));
    return flipped;
  }

  private boolean holds(SortedMap<String, byte[]> mutant) {
    return BundleVerifier.holds(mutant, trust, NOW);
  }
}
