package dev.seaworthy.engine.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Scope;
import dev.seaworthy.engine.policy.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleReaderTest {
  @Test
  void aBundleIsReadWhole() throws PolicyException {
    byte[] archive = BundleWriter.write(SampleBundle.files());
    PolicyBundle bundle = BundleReader.read(archive, "b.tar.gz");
    assertThat(bundle.name()).isEqualTo("supply-chain");
    assertThat(bundle.version()).isEqualTo("1.2.3");
    assertThat(bundle.digest()).isEqualTo(Digest.of(archive));
    assertThat(bundle.module().data().toString()).contains("max_high");
    Control control = bundle.controls().get(0);
    assertThat(control.id()).isEqualTo("IMG-01");
    assertThat(control.severity()).isEqualTo(Severity.HIGH);
    assertThat(control.scope()).isEqualTo(Scope.OBJECT);
    assertThat(control.rules()).containsKey("no-digest");
    assertThat(control.mappings()).containsEntry("nist-800-53r5", List.of("CM-2"));
  }

  @ParameterizedTest(name = "a control with {0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "id | \"img1\" | control `img1` has a malformed `id`",
        "id | \"A\\nB\" | control `A?B` has a malformed `id`",
        "id | 5 | has a `id` that is not text",
        "title | null | control `IMG-01` has a `title` that is not text",
        "severity | \"grave\" | has `severity: grave`, which does not exist",
        "stage | \"later\" | has `stage: later`, which does not exist",
        "scope | \"world\" | has `scope: world`, which does not exist",
        "needs | [] | needs no evidence",
        "needs | \"kubernetes/workload\" | has a `needs` that is not a list of texts",
        "needs | [\"workload\"] | has the malformed evidence kind `workload` in `needs`",
        "needs | [\"a/b\", \"a/b\"] | has `a/b` twice in `needs`",
        "reads | [\"kubernetes/workload\"] | both needs and reads `kubernetes/workload`",
        "parameters | [\"max_low\"] | uses parameter `max_low`, which is not declared",
        "rules | {} | has no rule",
        "rules | {\" no\": {\"message\": \"m\", \"fix\": \"f\"}} | malformed rule key ` no`",
        "rules | {\"no\": {\"fix\": \"f\"}} | control `IMG-01`, rule `no`, has no `message`",
        "rules | {\"no\": {\"message\": \"m\"}} | control `IMG-01`, rule `no`, has no `fix`",
        "rules | {\"no\": {\"message\": \"m.\", \"fix\": \"f\"}} | with a full stop",
        "mappings | {\"cis\": \"5\"} | has a `cis` that is not a list of texts",
        "entrypoint | \"a/b\" | is asked at `a/b`",
        "severty | \"high\" | has an unknown key `severty`, did you mean `severity`?",
      })
  void eachMistakeInAControlIsNamed(String key, String value, String message) {
    refused(
        SampleBundle.files(
            manifest -> control(manifest).set(key, StrictJson.parse(SampleBundle.utf8(value)))),
        "BUNDLE_METADATA",
        message);
  }

  @ParameterizedTest(name = "metadata with {0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "name | \"Supply Chain\" | has the malformed name",
        "version | \"1.2\" | has the malformed version `1.2`",
        "version | \"1.2.4\" | has revision `1.2.3` but version `1.2.4`",
        "title | \"\" | has a `title` that is not text",
        "controls | [] | has no control",
        "controls | {} | has a `controls` that is not a list",
        "parameters | {\"x\": {\"description\": \"d\"}} | parameter `x` has no `default`",
        "parameters | {\"X\": {\"default\": 1, \"description\": \"d\"}} | parameter `X` has a malformed name",
        "parameters | {\"x\": {\"default\": 1, \"description\": \"d\", \"values\": [2]}} | not among its `values`",
        "author | \"me\" | has an unknown key `author`",
      })
  void eachMistakeInTheBundlesMetadataIsNamed(String key, String value, String message) {
    refused(
        SampleBundle.files(
            manifest -> metadata(manifest).set(key, StrictJson.parse(SampleBundle.utf8(value)))),
        "BUNDLE_METADATA",
        message);
  }

  @Test
  void aControlWithoutEntryPointInTheWasmIsRefused() {
    refused(
        SampleBundle.files(manifest -> manifest.putArray("wasm")),
        "BUNDLE_METADATA",
        "control `IMG-01` has no entry point");
  }

  @Test
  void anEntryPointWithoutControlIsRefused() {
    refused(
        SampleBundle.files(
            manifest ->
                manifest
                    .withArray("wasm")
                    .addObject()
                    .put("entrypoint", "seaworthy/other")
                    .put("module", "/policy.wasm")),
        "BUNDLE_METADATA",
        "lists entry point `seaworthy/other`, which no control has");
  }

  @Test
  void aControlThatIsThereTwiceIsRefused() {
    refused(
        SampleBundle.files(
            manifest -> metadata(manifest).withArray("controls").add(control(manifest).deepCopy())),
        "BUNDLE_METADATA",
        "control `IMG-01` is there twice");
  }

  @Test
  void aDefaultThatADoubleCannotHoldIsRefused() {
    String manifest =
        SampleBundle.MANIFEST.replace("\"default\": 10", "\"default\": 9007199254740993");
    refused(
        SampleBundle.files().with(BundleFiles.MANIFEST, SampleBundle.utf8(manifest)),
        "BUNDLE_METADATA",
        "has a value that cannot be kept");
  }

  @Test
  void mistakesAreCounted() {
    refused(
        SampleBundle.files(manifest -> control(manifest).put("stage", "x").put("scope", "y")),
        "BUNDLE_METADATA",
        "(and 1 more)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data.yaml", "sub/data.json", "run.sh"})
  void aFileThatNoBundleHoldsIsRefused(String name) {
    refused(SampleBundle.files().with(name, new byte[0]), "BUNDLE_UNSAFE", name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy.wasm | plain text | is not WebAssembly",
        "data.json | [] | is not an object",
        "data.json | {\"a\":1,\"a\":2} | is not readable",
        ".manifest | { | is not readable",
        "plan.json | { | is not readable",
        "plan.json | {} | is not a plan of OPA's",
        "plan.json | [] | is not a plan of OPA's",
        "plan.json | {} {} | more text follows",
        "plan.json | {\"funcs\":{\"funcs\":[],\"funcs\":[]}} | duplicate field 'funcs'",
        "plan.json | {\"static\":{},\"funcs\":{},\"plans\":{\"plans\":[{\"name\":\"x\"}]}} | other entry points",
      })
  void aFileOfTheWrongKindIsRefused(String name, String content, String message) {
    refused(
        SampleBundle.files().with(name, SampleBundle.utf8(content)), "BUNDLE_INCOMPLETE", message);
  }

  @Test
  void aPlanThatAnswersForEveryControlIsTaken() throws PolicyException {
    BundleFiles files =
        SampleBundle.files().with(BundleFiles.PLAN, plan("seaworthy/supply_chain/img_01/findings"));
    assertThat(BundleReader.read(BundleWriter.write(files), "b.tar.gz").controls()).hasSize(1);
  }

  @Test
  void aPlanOfOtherControlsIsRefused() {
    refused(
        SampleBundle.files().with(BundleFiles.PLAN, plan("seaworthy/other/findings")),
        "BUNDLE_INCOMPLETE",
        "other entry points than its controls");
  }

  private static byte[] plan(String entrypoint) {
    return SampleBundle.utf8(
        "{\"static\":{},\"plans\":{\"plans\":[{\"name\":\"%s\"}]},\"funcs\":{}}"
            .formatted(entrypoint));
  }

  @Test
  void anOpaBundleOfSomebodyElseIsToldApart() {
    refused(
        SampleBundle.files(manifest -> manifest.putObject("metadata")),
        "BUNDLE_METADATA",
        "has no `metadata.seaworthy`");
  }

  private static ObjectNode metadata(ObjectNode manifest) {
    return (ObjectNode) manifest.path("metadata").path("seaworthy");
  }

  private static ObjectNode control(ObjectNode manifest) {
    return (ObjectNode) metadata(manifest).path("controls").path(0);
  }

  private static void refused(BundleFiles files, String code, String message) {
    assertThatThrownBy(() -> BundleReader.read(BundleWriter.write(files), "b.tar.gz"))
        .isInstanceOfSatisfying(
            PolicyException.class,
            e -> {
              assertThat(e.problem().message()).startsWith("`b.tar.gz`").contains(message);
              assertThat(e.problem().code()).isEqualTo(code);
            });
  }
}
