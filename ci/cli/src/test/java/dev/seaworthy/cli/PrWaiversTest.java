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

/** Waivers that a change brings, as `pr` judges them where no forge can be asked. */
final class PrWaiversTest {
  @TempDir Path folder = Path.of("");

  @AutoClose private TestRepository repository;

  @BeforeEach
  void open() throws IOException {
    repository = TestRepository.in(folder.resolve("repository"), false);
  }

  @Test
  void aWaiverDoesNotExcuseWhatItsOwnChangeIntroduces() throws IOException {
    String base = commit(Map.of("deploy/a.yaml", Bench.object("good")));
    String head =
        commit(
            Map.of(
                "deploy/a.yaml",
                Bench.object("bad"),
                "waivers/web.yaml",
                waivers("bad", "2027-01-01")),
            base);
    Bench.Ran ran = pr(base, head);
    assertThat(ran.out())
        .contains("This change introduces 1 finding", "0 waived by it")
        .containsSubsequence("WAIVERS", "unknown", "waivers/web.yaml:4:13", "let CI judge");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void oneThatWasThereBeforeExcusesWhatIsNew() throws IOException {
    String waivers = waivers("bad", "2027-01-01");
    String base =
        commit(Map.of("deploy/a.yaml", Bench.object("good"), "waivers/web.yaml", waivers));
    String head =
        commit(Map.of("deploy/a.yaml", Bench.object("bad"), "waivers/moved.yaml", waivers), base);
    Bench.Ran ran = pr(base, head);
    assertThat(ran.out())
        .contains("introduces nothing", "1 waived by it")
        .doesNotContain("WAIVERS");
    assertThat(ran.code()).isZero();
  }

  @Test
  void aWaiverThatNobodyCanHaveApprovedIsUnknownAndDoesNotPass() throws IOException {
    Map<String, String> files = Map.of("deploy/a.yaml", Bench.object("bad"));
    String base = commit(files);
    String head = commit(with(files, "waivers/web.yaml", waivers("bad", "2027-01-01")), base);
    Bench.Ran ran = pr(base, head);
    assertThat(ran.out())
        .contains("This change brings a waiver, which nobody approved", "1 unchanged");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(pr(base, head, "--fail-on", "all").code()).isEqualTo(1);
  }

  @Test
  void aLongOrBrokenWaiverFailsTheChange() throws IOException {
    Map<String, String> files = Map.of("deploy/a.yaml", Bench.object("good"));
    String base = commit(files);
    String late = commit(with(files, "waivers/web.yaml", waivers("x", "2027-12-01")), base);
    Bench.Ran ran = pr(base, late, "--format", "json");
    assertThat(ran.out()).contains("\"code\": \"WAIVER_TOO_LONG\"", "\"state\": \"refused\"");
    assertThat(ran.code()).isEqualTo(1);
    String broken =
        commit(with(files, "waivers/web.yaml", waivers("x", "2027-01-01") + "extra: 1\n"), base);
    Bench.Ran told = pr(base, broken, "--format", "markdown");
    assertThat(told.out()).contains("#### Waivers (1)", "| refused | <code>waivers/web&#46;yaml");
    assertThat(told.code()).isEqualTo(1);
    Bench.Ran later =
        pr(
            broken,
            commit(
                with(files, "waivers/web.yaml", waivers("x", "2027-01-01") + "extra: 1\n"),
                broken));
    assertThat(later.out()).contains("refused");
    assertThat(later.code()).isZero();
  }

  @Test
  void oldOnesThatEndedOrCoverNothingAreToldAndDoNotFail() throws IOException {
    Map<String, String> files =
        Map.of(
            "deploy/a.yaml", Bench.object("good"),
            "waivers/ended.yaml", waivers("bad", "2026-01-01"),
            "waivers/unused.yaml", waivers("gone", "2027-01-01"));
    String base = commit(files);
    Bench.Ran ran = pr(base, commit(with(files, "README.md", "x"), base));
    assertThat(ran.out())
        .containsSubsequence("WAIVERS", "expired", "ended.yaml", "unused", "unused.yaml");
    assertThat(ran.code()).isZero();
  }

  @Test
  void oneInTheDescriptorIsHeldToTheSame() throws IOException {
    Map<String, String> files =
        Map.of("deploy/a.yaml", Bench.object("good"), "release.yaml", release(""));
    String base = commit(files);
    Map<String, String> worse = with(files, "deploy/a.yaml", Bench.object("bad"));
    String head =
        commit(
            with(
                worse,
                "release.yaml",
                release("waivers: [{control: T-01, owner: o, reason: r, expires: 2027-01-01}]\n")),
            base);
    Bench.Ran ran = pr(base, head, "release.yaml");
    assertThat(ran.out()).contains("introduces 1 finding", "release.yaml:10:");
    assertThat(ran.code()).isEqualTo(1);
  }

  private static Map<String, String> with(Map<String, String> files, String name, String content) {
    Map<String, String> more = new HashMap<>(files);
    more.put(name, content);
    return more;
  }

  private String commit(Map<String, String> files, String... parents) throws IOException {
    return repository.commit(files, parents);
  }

  private Bench.Ran pr(String base, String head, String... more) {
    return new Bench().run(Bench.pr(repository, base, head, more));
  }

  private static String release(String more) {
    return """
        apiVersion: seaworthy.dev/v1
        kind: Release
        candidate: {name: app, version: 1.0.0}
        environment: production
        architecture: dedicated
        evidence:
        - {collector: kubernetes, paths: [deploy]}
        bundles:
        - {name: naming, version: 1.2.0}
        """
        + more;
  }

  private static String waivers(String name, String expires) {
    return """
        apiVersion: seaworthy.dev/v1
        kind: Waivers
        waivers:
        - {control: T-01, subject: {name: %s}, owner: o, reason: r, expires: %s}
        """
        .formatted(name, expires);
  }
}
