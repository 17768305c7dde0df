package dev.seaworthy.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.key.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessKeyTest {
  private static final SigningKey LOG = SigningKey.generate(new SecureRandom());
  private static final SampleWitness ONE = new SampleWitness("witness.test/one");
  private static final SampleWitness TWO = new SampleWitness("witness.test/two");
  private static final Instant AT = Instant.parse("2026-11-25T08:00:00Z");
  private static final String NOTE =
      SignedNote.sign(
          new Checkpoint("log.test", 1, TreeHash.ofLeaf(new byte[] {1})).text(), "log.test", LOG);

  @Test
  void whatAWitnessSignsIsAsTheSpecificationHasIt() {
    String checkpoint =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    assertThat(new String(WitnessKey.message(checkpoint, 1679315147), StandardCharsets.UTF_8))
        .isEqualTo("cosignature/v1\ntime 1679315147\n" + checkpoint);
  }

  /** Made by transparency-dev/formats v0.1.1, {@code NewSignerForCosignatureV1}. */
  @Test
  void aCosignatureByTransparencyDevIsAccepted() throws LogException {
    WitnessKey key =
        WitnessKey.parse("witness.test/go+fca4bd5c+BMIMGjtu+GZual3CPyIEQBbeOPrJwPQKezTAC6dk2vxr");
    SignedNote note =
        SignedNote.parse(
            """
            seaworthy/verdicts/e802874e365ff796
            1
            r5pXsgdZTNL2IinDM4F3nzitq6L0BM+T4N7vYKDTJfk=

            \u2014 witness.test/go /KS9XAAAAABrDhtgPUGJvWdVgkaUzVL8OxmNde2BFCBZEFD163rf3FznqZxmrwBMhpPJY74OMNFHwsZ3CZ123ZRKKtzYhLoyp6kaBg==
            """);
    assertThat(key.of(note))
        .contains(new Cosignature("witness.test/go", Instant.parse("2026-12-01T00:57:04Z")));
    SignedNote other = new SignedNote(note.text().replace("\n1\n", "\n2\n"), note.signatures());
    assertThatThrownBy(() -> key.of(other)).isInstanceOf(LogException.class);
  }

  @Test
  void asManyWitnessesAsAreDemandedMustHaveSigned() throws LogException {
    String once = ONE.cosign(NOTE, AT);
    assertThat(trust(1).cosignatures(once))
        .containsExactly(new Cosignature("witness.test/one", AT));
    assertThatThrownBy(() -> trust(2).trusted(once))
        .hasMessage("1 of the trusted witnesses signed the checkpoint; 2 must");
    String twice = TWO.cosign(once, AT.plusSeconds(1));
    assertThat(trust(2).trusted(twice).size()).isEqualTo(1);
    assertThat(LogTrust.of(LOG.verificationKey()).cosignatures(twice)).isEmpty();
  }

  @Test
  void aSignatureOfAWitnessDoesNotStandForTheLogs() {
    String only = ONE.cosign(NOTE.substring(0, NOTE.lastIndexOf("\n\n") + 2), AT);
    assertThatThrownBy(() -> trust(1).trusted(only))
        .hasMessageContaining("no signature of it is that key's");
  }

  @Test
  void aSignatureThatDoesNotVerifySpoilsTheCheckpointEvenWhereOthersAreEnough() {
    String other = ONE.cosign(NOTE.replace("\n1\n", "\n2\n"), AT);
    String line = other.substring(other.indexOf("\u2014 witness.test/one"));
    assertThatThrownBy(() -> trust(1).trusted(TWO.cosign(NOTE + line, AT)))
        .hasMessageContaining("the signature of the witness `witness.test/one` does not fit");
  }

  @Test
  void everyFlippedBitOfACosignatureIsFound() {
    String cosigned = ONE.cosign(NOTE, AT);
    LogTrust trust = new LogTrust(LOG.verificationKey(), new Witnesses(List.of(ONE.key()), 1));
    byte[] bytes = cosigned.getBytes(StandardCharsets.UTF_8);
    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      String changed = new String(flipped, StandardCharsets.UTF_8);
      assertThatThrownBy(() -> trust.trusted(changed))
          .as("bit %d", bit)
          .isInstanceOf(LogException.class);
    }
  }

  @Test
  void aKeyIsReadAsItIsWrittenAndAsAPlainSignersToo() throws LogException {
    WitnessKey key = ONE.key();
    assertThat(WitnessKey.parse(key + "\n")).isEqualTo(key).hasToString(key.toString());
    byte[] plainId =
        java.util.Arrays.copyOf(
            dev.seaworthy.engine.json.Digest.sha256()
                .digest(
                    java.nio.ByteBuffer.allocate(50)
                        .put("witness.test/one\n".getBytes(StandardCharsets.UTF_8))
                        .put((byte) 1)
                        .put(ONE.publicKey())
                        .array()),
            4);
    assertThat(WitnessKey.parse(ONE.vkey((byte) 1, plainId))).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name",
        "name+00000000+AAAA",
        "+00000000+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "witness.test+00000000+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----"
      })
  void whatIsNoKeyOfAWitnessIsRefused(String text) {
    assertThatThrownBy(() -> WitnessKey.parse(text))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("is no `NAME+ID+KEY` of Ed25519");
  }

  private static LogTrust trust(int threshold) {
    return new LogTrust(
        LOG.verificationKey(), new Witnesses(List.of(ONE.key(), TWO.key()), threshold));
  }
}
