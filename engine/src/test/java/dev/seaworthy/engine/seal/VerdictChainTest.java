package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.verdict.Samples.NOW;
import static dev.seaworthy.engine.verdict.Samples.thing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.verdict.Assessment;
import dev.seaworthy.engine.verdict.Release;
import dev.seaworthy.engine.verdict.Verdict;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Verdicts that each name the one before: what is missing between them shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerdictChainTest {
  private static final byte[] NONE = new byte[0];

  private final byte[] first;
  private final byte[] second;
  private final byte[] third;

  VerdictChainTest() throws PolicyException {
    first = sealed("production", NOW, NONE);
    second = sealed("production", NOW.plusSeconds(60), first);
    third = sealed("production", NOW.plusSeconds(120), second);
  }

  @Test
  void aWholeChainHasOneFirstAndOneLast() {
    VerdictChain chain = chain(first, second, third);
    assertThat(chain.isWhole()).isTrue();
    assertThat(chain.strands()).hasSize(1);
    assertThat(digests(chain.strands().get(0).firsts())).containsExactly(Digest.of(first));
    assertThat(digests(chain.lasts("production"))).containsExactly(Digest.of(third));
  }

  @Test
  void aMissingVerdictIsAGap() {
    assertThat(codes(chain(first, third))).containsExactly("GAP");
    assertThat(codes(chain(second, third))).containsExactly("GAP");
  }

  @Test
  void twoThatNameTheSameAreAFork() throws PolicyException {
    byte[] other = sealed("production", NOW.plusSeconds(90), first);
    assertThat(codes(chain(first, second, third, other))).containsExactly("FORK");
    assertThat(chain(first, second, third, other).lasts("production")).hasSize(2);
  }

  @Test
  void twoThatNameNoneAreNotOneChain() throws PolicyException {
    byte[] other = sealed("production", NOW.plusSeconds(90), NONE);
    assertThat(codes(chain(first, second, other))).containsExactly("SEVERAL_FIRST");
  }

  @Test
  void environmentsAreChainsOfTheirOwn() throws PolicyException {
    byte[] staging = sealed("staging", NOW, NONE);
    assertThat(chain(first, second, staging).isWhole()).isTrue();
    byte[] strayed = sealed("staging", NOW.plusSeconds(60), first);
    assertThat(codes(chain(first, strayed))).containsExactly("OTHER_ENVIRONMENT");
  }

  @Test
  void aVerdictCannotFollowALaterOne() throws PolicyException {
    byte[] earlier = sealed("production", NOW.minusSeconds(1), first);
    assertThat(codes(chain(first, earlier))).containsExactly("TIME_ORDER");
    assertThat(Succession.problems(open(earlier), open(first)))
        .extracting(Problem::code)
        .containsExactly("TIME_ORDER");
  }

  @Test
  void whatSomeoneElseSealedIsNoPartOfTheChain() {
    SortedMap<String, SealedFile> files = new TreeMap<>(Map.of("a.seal", new SealedFile(first)));
    SigningKey stranger = SigningKey.generate(new SecureRandom());
    VerdictChain chain =
        VerdictChain.of(files, SealTrust.of(List.of(stranger.verificationKey())), Instant.MAX);
    assertThat(chain.isWhole()).isFalse();
    assertThat(chain.refused())
        .hasEntrySatisfying("a.seal", one -> assertThat(one.code()).isEqualTo("UNTRUSTED_KEY"));
  }

  @Test
  void noVerdictsAreNoChain() {
    assertThat(chain().isWhole()).isFalse();
  }

  @Test
  void aVerdictFollowsTheOneItNamesAlone() {
    assertThat(Succession.problems(open(second), open(first))).isEmpty();
    assertThat(Succession.problems(open(third), open(first)))
        .extracting(Problem::code)
        .containsExactly("OTHER_PREVIOUS");
    assertThat(Succession.problems(open(first), open(first)))
        .extracting(Problem::code)
        .containsExactly("NO_PREVIOUS");
  }

  @Test
  void aVerdictThatNamesNoneHasNoSuchField() {
    assertThat(new String(Envelope.parse(first).payload(), UTF_8)).doesNotContain("previous");
  }

  @Test
  void aBundleWithAFormerVerdictReplays() throws Exception {
    Verdict verdict = SampleAudit.verdict(one -> one, thing("a", true)).after(Digest.of(first));
    SortedMap<String, byte[]> files = SampleAudit.bundle(verdict, SampleAudit.realPolicy());
    assertThat(SampleAudit.verify(files).holds()).isTrue();
    assertThat(SampleAudit.replay(files).identical()).isTrue();
  }

  private static byte[] sealed(String environment, Instant now, byte[] former)
      throws PolicyException {
    Verdict verdict = SampleAudit.verdict(one -> of(one, environment, now), thing("a", false));
    return Seal.of(
        former.length == 0 ? verdict : verdict.after(Digest.of(former)), SampleAudit.SEALER);
  }

  private static Assessment of(Assessment one, String environment, Instant now) {
    Release release = one.release();
    return new Assessment(
        new Release(
            release.candidate(),
            environment,
            release.architecture(),
            release.waivers(),
            release.notApplicable()),
        one.snapshot(),
        one.bundles(),
        one.requireAll(),
        one.only(),
        one.parameters(),
        one.failOn(),
        now,
        one.timePinned(),
        one.identity());
  }

  private static VerdictChain chain(byte[]... seals) {
    SortedMap<String, SealedFile> files = new TreeMap<>();
    for (byte[] seal : seals) {
      files.put(Digest.of(seal).hex(), new SealedFile(seal));
    }
    return VerdictChain.of(
        files, SealTrust.of(List.of(SampleAudit.SEALER.verificationKey())), Instant.MAX);
  }

  private static List<String> codes(VerdictChain chain) {
    return chain.strands().stream()
        .flatMap(strand -> strand.problems().stream())
        .map(Problem::code)
        .toList();
  }

  private static List<Digest> digests(List<SealedVerdict> verdicts) {
    return verdicts.stream().map(SealedVerdict::digest).toList();
  }

  private static SealedVerdict open(byte[] seal) {
    try {
      return SealedVerdict.open(seal, List.of(SampleAudit.SEALER.verificationKey()));
    } catch (SealException e) {
      throw new AssertionError(e);
    }
  }
}
