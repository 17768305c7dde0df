package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page of a verdict says; how it looks and opens is for a browser to tell. */
final class HtmlReportTest {
  private static final Pattern EVIDENCE_LINK = Pattern.compile("href=\"#(evidence-\\d+)\"");

  @TempDir Path folder = Path.of("");

  @Test
  void aFindingTellsItsPlaceWhatIsWrongHowToMendItAndItsEvidence() throws IOException {
    String page = page("bad");
    assertThat(page)
        .startsWith("<!doctype html>")
        .endsWith("</html>\n")
        .contains("a.yaml:3:12</code> <span class=\"soft\">ConfigMap ns/bad</span>")
        .contains("<code>ConfigMap ns/bad</code> has a bad name")
        .contains("<strong>Mend:</strong> rename it")
        .contains("at <code>/metadata/name</code> of evidence")
        .contains("not looked for here; <code>seaworthy explain T-01</code> does")
        .contains("NIST SP 800-53: CM-6");
    Matcher link = EVIDENCE_LINK.matcher(page);
    assertThat(link.find()).isTrue();
    assertThat(page).containsPattern("<tr id=\"" + link.group(1) + "\">.*sha256:[0-9a-f]{64}</td>");
  }

  @Test
  void aStripTellsOfEveryStageInOrder() throws IOException {
    String page = page("bad");
    assertThat(page)
        .containsSubsequence(
            "<ol class=\"strip gates\">",
            "<li class=\"fail\"><b>build</b> <span aria-hidden=\"true\">✗</span> 1 fail</li>",
            "<li class=\"soft\"><b>drift</b> not judged</li>",
            "<li class=\"soft\"><b>hypercare</b> not judged</li>");
  }

  @Test
  void whatWouldChangeTheFirstFindingIsFoundByJudgingAgain() throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: harbor}
        spec:
          containers:
          - {name: a, image: a, securityContext: {privileged: true}}
          - {name: b, image: b, securityContext: {privileged: true}}
        """);
    String page =
        new Bench()
            .runReal("check", folder.resolve("a.yaml"), "--only", "K8S-09", "--format", "html")
            .out();
    assertThat(page)
        .contains(
            "told at the first finding; <code>seaworthy explain K8S-09</code> does it of each")
        .containsOnlyOnce("<strong>What would change it:</strong>")
        .contains(
            "remove <code>manifest.spec.containers[0].securityContext.privileged</code> of Pod"
                + " harbor/web (<code>")
        .contains("a.yaml:6:")
        .contains("</code>): then this is gone; ");
  }

  @Test
  void aPageOfASealedVerdictNamesTheKeyAndTheSealAndAnotherSaysThatThereIsNone()
      throws IOException {
    SigningKey key = SigningKey.generate(new SecureRandom());
    Files.writeString(folder.resolve("key.pem"), key.toPem());
    Path seal = folder.resolve("v.seal");
    object("bad");
    String sealed =
        new Bench()
            .run(
                "check",
                folder.resolve("a.yaml"),
                "--format",
                "html",
                "--key",
                folder.resolve("key.pem"),
                "--seal",
                seal)
            .out();
    assertThat(sealed)
        .contains("sealed by key <code>" + key.verificationKey().id() + "</code>")
        .contains("<code>" + Digest.of(Files.readAllBytes(seal)) + "</code>")
        .doesNotContain("not sealed");
    assertThat(page("bad")).contains("not sealed when this was written");
  }

  @ParameterizedTest(name = "of an object called {0} it says {2}")
  @CsvSource({
    "good, pass, PASS</strong>: may sail",
    "bad, fail, FAIL</strong>: may not sail",
    "odd, unknown, UNKNOWN</strong>: may not sail; not everything could be judged",
  })
  void theAnswerAndTheNumbersComeFirst(String name, String status, String answer)
      throws IOException {
    assertThat(page(name))
        .contains(answer)
        .contains("<li class=\"" + status + "\"><b>1</b>")
        .contains("data-status=\"" + status + "\"");
  }

  @Test
  void whatCouldNotBeReadIsToldBeforeTheControls() throws IOException {
    Files.writeString(folder.resolve("torn.yaml"), "a: [\n");
    String page = page("good");
    assertThat(page).contains("<strong>1 thing</strong> could not be read");
    assertThat(page.indexOf("torn.yaml"))
        .isGreaterThan(page.indexOf("id=\"gaps\""))
        .isLessThan(page.indexOf("id=\"controls\""));
  }

  @Test
  void waiversAreShownAsExceptions() throws IOException {
    object("bad");
    Files.writeString(
        folder.resolve("release.yaml"),
        """
        apiVersion: seaworthy.dev/v1
        kind: Release
        candidate: {name: shop, version: 1.0.0, digest: "sha256:%s"}
        evidence:
        - {collector: kubernetes, paths: [a.yaml]}
        bundles:
        - {name: naming, version: 1.2.0}
        waivers:
        - {control: T-01, owner: ada, reason: known to be, expires: 2027-01-01}
        - {control: T-01, owner: bob, reason: long over, expires: 2026-01-01}
        """
            .formatted("0".repeat(64)));
    Bench.Ran ran = new Bench().run("check", folder.resolve("release.yaml"), "--format", "html");
    assertThat(ran.out())
        .contains("<strong>Waived</strong> by ada until")
        .contains("<td>1 finding</td>")
        .contains("<td>nothing: it has ended</td>");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "bad<script>alert(1)</script>",
        "bad\\\" onmouseover=alert(1) x=\\\"",
        "bad`<img src=x onerror=alert(1)>`",
        "bad</style></details><svg onload=alert(1)>",
        "bad$1 %s {subject} \\\\",
      })
  void aNameIsTextWhateverItHolds(String name) throws IOException {
    String page = page("\"" + name + "\"");
    String honest = page("bad");
    // The same tags, but for numbers and texts that differ: none came in with the name.
    assertThat(tags(page)).isEqualTo(tags(honest));
  }

  @Test
  void onlyWhatThePolicyOfThePageNamesMayRun() throws IOException {
    String page = page("bad");
    assertThat(page)
        .contains("default-src 'none'; base-uri 'none'; form-action 'none'; ")
        .contains("style-src 'sha256-" + hash(page, "style") + "'")
        .contains("script-src 'sha256-" + hash(page, "script") + "'\">")
        .doesNotContain("http://", "https://", " style=", "unsafe");
  }

  @Test
  void neitherTimeNorLocaleChangesTheBytes() throws IOException {
    String page = page("bad");
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(page("bad")).isEqualTo(page);
    } finally {
      Locale.setDefault(locale);
    }
  }

  private String page(String name) throws IOException {
    object(name);
    return new Bench().run("check", folder, "--format", "html").out();
  }

  private void object(String name) throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"),
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, namespace: ns}\n".formatted(name));
  }

  /** Names of tags and attributes, in order; `code` is left out, for backticks make it. */
  private static String tags(String page) {
    Matcher tags =
        Pattern.compile("<(/?(?!code)[a-z0-9]+)((?: [a-z-]+=\"[^\"<>]*\")*)[^<]*").matcher(page);
    StringBuilder all = new StringBuilder();
    while (tags.find()) {
      all.append(tags.group(1)).append(tags.group(2).replaceAll("=\"[^\"]*\"", "")).append('\n');
    }
    return all.toString();
  }

  private static String hash(String page, String tag) {
    String open = "<" + tag + ">";
    String text =
        page.substring(page.indexOf(open) + open.length(), page.indexOf("</" + tag + ">"));
    byte[] digest = HexFormat.of().parseHex(Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex());
    return Base64.getEncoder().encodeToString(digest);
  }
}
