package dev.seaworthy.collectors.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.ReadFile;
import dev.seaworthy.collectors.SignatureTrust;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Changes each byte of what cosign signed, and of long files each third: nothing that changed may
 * verify as something else.
 */
class MutationTest {
  private static final AttestationCollector COLLECTOR = new AttestationCollector();

  static Stream<Arguments> samples() {
    SignatureTrust p256 = Samples.keys("p256");
    SignatureTrust stamped =
        Samples.identity(Samples.ISSUER, Samples.SUBJECT, "trusted-root-stamped.json");
    SignatureTrust known =
        Samples.identity(Samples.ISSUER, Samples.SUBJECT, "trusted-root-known.json");
    SignatureTrust logged =
        Samples.identity(Samples.ISSUER, Samples.SUBJECT, "trusted-root-logged.json");
    return Stream.of(
        Arguments.of("p256-slsa1.sigstore.json", p256, 1),
        Arguments.of("p256-message.sigstore.json", p256, 3),
        Arguments.of("ed25519-slsa1.sigstore.json", Samples.keys("ed25519"), 3),
        Arguments.of("rsa-message.sigstore.json", Samples.keys("rsa"), 3),
        Arguments.of("envelopes.intoto.jsonl", p256, 3),
        Arguments.of("certificate-stamped.sigstore.json", stamped, 3),
        Arguments.of("certificate-known.sigstore.json", known, 3),
        Arguments.of("certificate-logged.sigstore.json", logged, 3));
  }

  @ParameterizedTest(name = "{0}, each {2}.")
  @MethodSource("samples")
  void noChangedByteVerifiesAsSomethingElse(String name, SignatureTrust trust, int step) {
    byte[] genuine = Samples.bytes(name);
    List<JsonNode> verified = verified(name, genuine, trust);
    assertThat(verified).isNotEmpty();
    for (int at = 0; at < genuine.length; at += step) {
      int bit = 1 << (at % 2 * 5);
      byte[] changed = genuine.clone();
      changed[at] ^= (byte) bit;
      assertThat(verified)
          .as("byte %d with bit %d changed".formatted(at, bit))
          .containsAll(verified(name, changed, trust));
    }
  }

  @ParameterizedTest(name = "{0} cut off")
  @MethodSource("samples")
  void noPartVerifiesAsSomethingElse(String name, SignatureTrust trust, int step) {
    byte[] genuine = Samples.bytes(name);
    List<JsonNode> verified = verified(name, genuine, trust);
    for (int length = 0; length < genuine.length; length += 20 * step + 1) {
      byte[] part = java.util.Arrays.copyOf(genuine, length);
      assertThat(verified).containsAll(verified(name, part, trust));
    }
  }

  /**
   * What is claimed and holds. What nobody signed may change: in a time stamp the words beside the
   * token, of an entry where it stands.
   */
  private static List<JsonNode> verified(String name, byte[] bytes, SignatureTrust trust) {
    List<JsonNode> verified = new ArrayList<>();
    for (Observation one : observations(name, bytes, trust)) {
      if (one instanceof Evidence evidence
          && evidence.content().node().path("verified").asBoolean()) {
        verified.add(((ObjectNode) evidence.content().node()).without("logs"));
      }
    }
    return verified;
  }

  private static List<Observation> observations(String name, byte[] bytes, SignatureTrust trust) {
    List<Observation> all = new ArrayList<>();
    for (Document document : ReadFile.of(name, bytes).documents()) {
      if (COLLECTOR.recognises(document)) {
        all.addAll(COLLECTOR.collect(document, Hints.NONE.signedBy(trust)));
      }
    }
    return all;
  }
}
