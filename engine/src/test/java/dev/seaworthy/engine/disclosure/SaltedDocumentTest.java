package dev.seaworthy.engine.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.log.LeafTree;
import dev.seaworthy.engine.log.TreeHash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaltedDocumentTest {
  private static final byte[] SEED =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Shorter than a block of SHA-256, as long, and longer. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 55, 56, 63, 64, 65, 1000})
  void saltsAreThePlatformsHmac(int length) throws GeneralSecurityException {
    String pointer = "/é".repeat(length);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SEED, "HmacSHA256"));

    assertThat(new Salts(SEED).apply(pointer))
        .isEqualTo(
            Base64.getEncoder()
                .encodeToString(mac.doFinal(pointer.getBytes(StandardCharsets.UTF_8))));
  }

  /** Below, at and above the number of elements that one thread is given at once. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64, 65, 128, 1000})
  void theCommitmentIsThatOfOneWalkFromBeginToEnd(int elements) {
    JsonNode document = document(elements);
    Salts salts = new Salts(SEED);
    List<TreeHash> leaves = new ArrayList<>();
    new LeafWalk(
            Set.of(),
            new LeafWalk.Visitor() {
              @Override
              public void shown(String pointer, Object value) {
                leaves.add(
                    TreeHash.ofLeaf(
                        CanonicalJson.of(List.of(salts.apply(pointer), pointer, value)).bytes()));
              }

              @Override
              public void hidden(String pointer, JsonNode there) {
                throw new AssertionError("nothing is hidden");
              }
            })
        .walk("", document);

    assertThat(SaltedDocument.whole(document, salts).commitment())
        .isEqualTo(new Commitment(LeafTree.root(leaves), leaves.size()));
  }

  @Test
  void hidingChangesNoCommitmentWhereverALongArrayIsCut() {
    SaltedDocument whole = SaltedDocument.whole(document(200), new Salts(SEED));
    SaltedDocument hiding =
        whole.hiding(
            List.of("/snapshot/evidence/0", "/snapshot/evidence/64/b", "/snapshot/evidence/199"));

    assertThat(hiding.hidden()).hasSize(3);
    assertThat(hiding.commitment()).isEqualTo(whole.commitment());
    assertThat(whole.hiding(List.of("/snapshot/evidence")).commitment())
        .isEqualTo(whole.commitment());
    assertThat(whole.hiding(List.of("")).commitment()).isEqualTo(whole.commitment());
  }

  private static JsonNode document(int elements) {
    List<Object> evidence =
        IntStream.range(0, elements)
            .<Object>mapToObj(i -> Map.of("a/~", i, "b", List.of("x", Map.of())))
            .toList();
    return CanonicalJson.of(
            new TreeMap<>(
                Map.of(
                    "places", Map.of("places", List.of(1, 2)),
                    "snapshot", Map.of("evidence", evidence, "schema", "s"))))
        .node();
  }
}
