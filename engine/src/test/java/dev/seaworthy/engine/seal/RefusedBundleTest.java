package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.seal.SampleAudit.utf8;
import static dev.seaworthy.engine.verdict.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.policy.PolicyException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that say too much, too little or something else are refused, each by its name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedBundleTest {
  private final SortedMap<String, byte[]> files;

  RefusedBundleTest() throws PolicyException {
    files =
        SampleAudit.bundle(
            SampleAudit.verdict(one -> one, thing("a", false)), SampleAudit.realPolicy());
  }

  static Stream<Arguments> seals() {
    return Stream.of(
        seal("white space", "BAD_ENVELOPE", text -> " " + text),
        seal(
            "two payloads under one key",
            "BAD_ENVELOPE",
            text -> text.replaceFirst("\\{", "{\"payload\":\"e30=\",")),
        seal(
            "two payloads under two keys",
            "BAD_ENVELOPE",
            text -> text.replace("\"payloadType\"", "\"payload2\":\"e30=\",\"payloadType\"")),
        seal(
            "two signatures",
            "BAD_ENVELOPE",
            text -> text.replaceFirst("(\"signatures\":\\[)(.*)\\]", "$1$2,$2]")),
        seal(
            "no signature",
            "BAD_ENVELOPE",
            text -> text.replaceFirst("(\"signatures\":\\[).*\\]", "$1]")),
        seal(
            "a payload of another type",
            "BAD_ENVELOPE",
            text -> text.replace(Envelope.PAYLOAD_TYPE, "text/plain")),
        seal(
            "lists in lists, deeper than any",
            "BAD_ENVELOPE",
            text -> "[".repeat(100_000) + "]".repeat(100_000)),
        seal("nothing", "BAD_ENVELOPE", text -> ""),
        seal(
            "the name of another key",
            "BAD_KEY",
            text -> text.replaceFirst("SHA256:[^\"]{4}", "SHA256:AAAA")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("seals")
  void aSealOfAnotherFormIsRefused(String what, String code, UnaryOperator<String> change) {
    String seal = new String(Timestamps.sealIn(files), StandardCharsets.UTF_8);
    assertThat(codes(EvidenceBundle.VERDICT, utf8(change.apply(seal)), BundleCheck.SEAL))
        .as(what)
        .containsExactly(code);
  }

  static Stream<Arguments> statements() {
    return Stream.of(
        statement("BAD_STATEMENT", one -> one.put("predicateType", "https://example.org/other")),
        statement("BAD_STATEMENT", one -> one.put("_type", "https://in-toto.io/Statement/v0.1")),
        statement(
            "BAD_SUBJECT",
            one ->
                ((ObjectNode) one.path("subject").path(0).path("digest"))
                    .put("sha256", "0".repeat(64))),
        statement("BAD_SUBJECT", one -> one.putArray("subject")),
        statement("BAD_SCHEMA", one -> ((ObjectNode) one.path("predicate")).remove("controls")),
        statement("BAD_SCHEMA", one -> ((ObjectNode) one.path("predicate")).put("more", 1)));
  }

  /** Signed by the sealer's own key, for a key may be misled too. */
  @ParameterizedTest(name = "{0}, case {index}")
  @MethodSource("statements")
  void aSignedStatementOfSomethingElseIsRefused(String code, Consumer<ObjectNode> change) {
    ObjectNode statement =
        (ObjectNode)
            CanonicalJson.canonicalNode(Envelope.parse(Timestamps.sealIn(files)).payload());
    change.accept(statement);
    byte[] seal = Envelope.sign(CanonicalJson.of(statement).bytes(), SampleAudit.SEALER).toFile();
    assertThat(codes(EvidenceBundle.VERDICT, seal, BundleCheck.SEAL)).containsExactly(code);
  }

  @ParameterizedTest(name = "{0} is {2}")
  @MethodSource("others")
  void anotherFileOfAnotherFormIsRefused(
      String name, BundleCheck check, String code, String content) {
    assertThat(codes(name, utf8(content), check)).containsExactly(code);
  }

  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of(EvidenceBundle.PLACES, BundleCheck.PLACES, "BAD_PLACES", "{}"),
        Arguments.of(EvidenceBundle.PLACES, BundleCheck.PLACES, "BAD_PLACES", "{ }"),
        Arguments.of(EvidenceBundle.SNAPSHOT, BundleCheck.EVIDENCE, "BAD_EVIDENCE", "{ }"),
        Arguments.of(EvidenceBundle.COVERAGE, BundleCheck.COVERAGE, "CONTRADICTION", "{}"),
        Arguments.of(EvidenceBundle.CUSTODY, BundleCheck.CUSTODY, "CONTRADICTION", "{}"),
        Arguments.of(EvidenceBundle.SIGSTORE, BundleCheck.SIGSTORE, "CONTRADICTION", "{}"),
        Arguments.of(Statements.SUMMARY, BundleCheck.STATEMENTS, "BAD_ENVELOPE", "{}"),
        Arguments.of(
            EvidenceBundle.policyFile("test", "1.0.0"),
            BundleCheck.POLICIES,
            "WRONG_POLICY",
            "another"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("signedFiles")
  void anotherSignersFileUnderTheSealersNameIsRefused(String name, BundleCheck check) {
    SigningKey stranger = SigningKey.generate(new SecureRandom());
    Envelope genuine = Envelope.parse(files.getOrDefault(name, new byte[0]));
    String forged =
        new String(Envelope.sign(genuine.payload(), stranger).toFile(), StandardCharsets.UTF_8)
            .replace(stranger.verificationKey().id(), genuine.keyId());
    assertThat(codes(name, utf8(forged), check)).containsExactly("BAD_SIGNATURE");
  }

  static Stream<Arguments> signedFiles() {
    return Stream.of(
        Arguments.of(EvidenceBundle.VERDICT, BundleCheck.SEAL),
        Arguments.of(BundleIndexFile.NAME, BundleCheck.INDEX));
  }

  private static Arguments seal(String what, String code, UnaryOperator<String> change) {
    return Arguments.of(what, code, change);
  }

  private static Arguments statement(String code, Consumer<ObjectNode> change) {
    return Arguments.of(code, change);
  }

  private List<String> codes(String name, byte[] content, BundleCheck check) {
    SortedMap<String, byte[]> mutant = new TreeMap<>(files);
    mutant.put(name, content);
    BundleReport report = SampleAudit.verify(mutant);
    assertThat(report.holds()).isFalse();
    return report.line(check).problems().stream().map(Problem::code).toList();
  }
}
