package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.git.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of the descriptor that a change alters, as `pr` judges where no forge can be asked. */
final class PrRulesTest {
  private static final String RELEASE =
      """
      apiVersion: seaworthy.dev/v1
      kind: Release
      candidate: {name: app, version: 1.0.0}
      environment: production
      architecture: dedicated
      evidence:
      - {collector: kubernetes, paths: [deploy, more]}
      bundles:
      - {name: naming, version: 1.2.0}
      """;

  @TempDir Path folder = Path.of("");

  @AutoClose private TestRepository repository;

  @BeforeEach
  void open() throws IOException {
    repository = TestRepository.in(folder.resolve("repository"), false);
  }

  @Test
  void aDeclarationDoesNotExcuseWhatItsOwnChangeIntroduces() throws IOException {
    String base = commit(files("good", RELEASE));
    String declared = RELEASE + "notApplicable: [{control: T-01, reason: none here, owner: o}]\n";
    String head = commit(files("bad", declared), base);
    Bench.Ran ran = pr(base, head);
    assertThat(ran.out())
        .contains("introduces 1 finding")
        .containsSubsequence(
            "RULES ALTERED",
            "unknown  release.yaml:10:27  T-01 is declared not applicable",
            "let CI judge");
    assertThat(ran.code()).isEqualTo(1);
    Bench.Ran later = pr(head, commit(files("bad", declared + "# more\n"), head));
    assertThat(later.out()).contains("introduces nothing").doesNotContain("RULES ALTERED");
    assertThat(later.code()).isZero();
  }

  @Test
  void aValueDoesNotExcuseWhatItsOwnChangeIntroduces() throws IOException {
    String base = commit(files("good", RELEASE));
    String head = commit(files("bad", RELEASE + "parameters: {allowed: [bad]}\n"), base);
    Bench.Ran ran = pr(base, head);
    assertThat(ran.out())
        .contains("introduces 1 finding", "release.yaml:10:14  allowed: the default → [\"bad\"]");
    assertThat(ran.code()).isEqualTo(1);
    String back = commit(files("bad", RELEASE), head);
    assertThat(pr(head, back).out())
        .contains("alters the rules it is judged by, which nobody approved")
        .contains("release.yaml  allowed: [\"bad\"] → the default");
  }

  @ParameterizedTest(name = "{0} → {1}: {2}")
  @CsvSource({
    "architecture: dedicated, architecture: multi-tenant, architecture: \"dedicated\" → \"multi-tenant\"",
    "environment: production, environment: staging, environment: \"production\" → \"staging\"",
    "'[deploy, more]', '[deploy]', more is no longer looked at",
    "'[deploy, more]', '[deploy, more], serves: [a.example], trust: [ca.pem]', what ca.pem stands for is trusted too",
    "'[deploy, more]', '[deploy, more]}\n- {collector: image, paths: [more], keys: [{name: k, path: k.pub}]', what k (k.pub) stands for is trusted too",
    "'[deploy, more]}', '[deploy]}\n- {collector: kubernetes, paths: [more], role: baseline}', more is no longer looked at"
  })
  void whatElseMayLetItOffWaitsForAnOwner(String from, String to, String told) throws IOException {
    String base = commit(files("good", RELEASE));
    String head = commit(files("good", RELEASE.replace(from, to)), base);
    Bench.Ran ran = pr(base, head, "--format", "json");
    assertThat(pr(base, head).out()).contains(told);
    assertThat(pr(base, head, "--format", "markdown").out()).contains("#### Rules altered (1)");
    assertThat(ran.out()).contains("\"code\": \"RULE_NOT_REVIEWED\"", "\"state\": \"unknown\"");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void whatJudgesMoreOrIsGoneNeedsNobody() throws IOException {
    Map<String, String> files = files("good", RELEASE);
    String base = commit(files);
    Map<String, String> fewer = new HashMap<>(files);
    fewer.remove("more/b.yaml");
    fewer.put("release.yaml", RELEASE.replace("[deploy, more]", "[deploy]"));
    Bench.Ran ran = pr(base, commit(fewer, base));
    assertThat(ran.out()).contains("introduces nothing").doesNotContain("RULES ALTERED");
    Map<String, String> wider = new HashMap<>(files);
    wider.put("release.yaml", RELEASE.replace("[deploy, more]", "[., extra]"));
    wider.put("extra/c.yaml", Bench.object("fine"));
    assertThat(pr(base, commit(wider, base)).out()).doesNotContain("RULES ALTERED");
  }

  private static Map<String, String> files(String name, String release) {
    return Map.of(
        "deploy/a.yaml",
        Bench.object(name),
        "more/b.yaml",
        Bench.object("second"),
        "release.yaml",
        release);
  }

  private String commit(Map<String, String> files, String... parents) throws IOException {
    return repository.commit(files, parents);
  }

  private Bench.Ran pr(String base, String head, String... more) {
    String[] words = new String[more.length + 1];
    words[0] = "release.yaml";
    System.arraycopy(more, 0, words, 1, more.length);
    return new Bench().run(Bench.pr(repository, base, head, words));
  }
}
