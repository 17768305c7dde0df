package dev.seaworthy.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seaworthy.cli.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HookSettingsTest {
  private static final String WHOLE =
      """
      apiVersion: seaworthy.dev/v1
      kind: PullRequestHooks
      forges:
      - kind: gitlab
        name: ours
        api: https://git.example.org/api/v4
        clone: https://git.example.org/
        tokenFile: token
        repositories:
        - project: shop/teams/web
          paths: [deploy/, release.yaml]
          bundles: [kubernetes]
          only: [K8S-09]
          set: [limit=3]
          baseline: seaworthy.baseline
          failOn: high
          render: true
          publishAs: release-gate
        - project: shop/api
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void everyKeyIsRead() throws Exception {
    ServedRepository web = read(WHOLE).repository("ours", "Shop/Teams/Web").orElseThrow();
    assertThat(web.source()).hasToString("https://git.example.org/shop/teams/web.git");
    assertThat(web.api()).hasToString("https://git.example.org/api/v4");
    assertThat(web.tokenFile()).isEqualTo(folder.resolve("token"));
    assertThat(web.project()).isEqualTo("shop/teams/web");
    assertThat(web.rules().paths()).containsExactly("deploy/", "release.yaml");
    assertThat(web.rules().baseline()).contains("seaworthy.baseline");
    assertThat(web.rules().failOn().severity()).isPresent();
    assertThat(web.rules().render()).isTrue();
    assertThat(web.rules().name()).isEqualTo("release-gate");
  }

  @Test
  void whatIsNotSaidIsTheSafeChoice() throws Exception {
    ServedRepository.Rules rules = read(WHOLE).repository("ours", "shop/api").orElseThrow().rules();
    assertThat(rules.render()).isFalse();
    assertThat(rules.paths()).containsExactly(".");
    assertThat(rules.baseline()).isEqualTo(Optional.empty());
    assertThat(rules.name()).isEqualTo("seaworthy");
  }

  @Test
  void whatIsNotListedIsNotServed() throws Exception {
    assertThat(read(WHOLE).repository("ours", "shop/other")).isEmpty();
    assertThat(read(WHOLE).repository("gitlab", "shop/api")).isEmpty();
  }

  /** Where a token goes, and what is fetched, is no matter of others, nor of a spelling. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://git.example.org/",
        "http://169.254.169.254/latest",
        "http://127.0.0.1.example.org/",
        "file:///etc/passwd",
        "ssh://git@git.example.org/",
        "git@git.example.org:shop",
        "https://user:word@git.example.org/",
        "https://git.example.org/?x=1",
        "https://git.example.org/#x",
        "ext::sh -c id",
        "//git.example.org/",
        "https:///shop",
      })
  void anAddressThatIsNotPlainHttpsIsRefused(String address) {
    for (String key : List.of("api", "clone")) {
      String text = WHOLE.replaceFirst(key + ": .*", key + ": '" + address + "'");
      assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigurationException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "project: shop/api; project: ../shop/api; is no project of GitLab",
        "project: shop/api; project: shop/api@evil; is no project of GitLab",
        "project: shop/api; project: https://evil.example/x; is no project of GitLab",
        "project: shop/api; project: SHOP/teams/web; is listed twice",
        "kind: gitlab; kind: gitlub; is no kind of forge",
        "failOn: high; failOn: hihg; `failOn` cannot be `hihg`",
        "render: true; render: 'yes'; must be a boolean",
        "publishAs: release-gate; publishAs: '<b>'; `publishAs` cannot be",
        "name: ours; name: ../x; `name` cannot be",
        "baseline: seaworthy.baseline; baseline: /etc/passwd; is no path inside",
        "'paths: [deploy/, release.yaml]'; 'paths: [a/../../b]'; is no path inside",
        "tokenFile: token; token: geheim; unknown key `token`",
        "kind: PullRequestHooks; kind: Release; `kind` cannot be `Release`",
        "apiVersion: seaworthy.dev/v1; apiVersion: v1; `apiVersion` cannot be `v1`",
      })
  void aMistakeIsToldWithItsPlace(String right, String wrong, String message) {
    String plain = right.replace("'", "");
    assertThat(WHOLE).contains(plain);
    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class, () -> read(WHOLE.replace(plain, wrong.strip())));
    assertThat(e.diagnostics())
        .anySatisfy(
            one -> {
              assertThat(one.problem().message()).contains(message);
              assertThat(one.at().line()).isPositive();
              assertThat(one.at().file()).endsWith("hooks.yaml");
              assertThat(one.problem().fix()).isNotEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "[]", "a: [", "a: &a [*a]", "--- 1\n--- 2\n"})
  void whatIsNoConfigurationIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigurationException.class);
  }

  @Test
  void aConfigurationThatServesNothingIsRefused() {
    assertThatThrownBy(
            () -> read("apiVersion: seaworthy.dev/v1\nkind: PullRequestHooks\nforges: []\n"))
        .hasMessage("no repository is served");
  }

  @Test
  void theExampleOfTheDocumentationIsReadAndEveryKeyIsDescribed() throws Exception {
    String page = Files.readString(Path.of("../../docs/reference/pr-serve.md"));
    String example = page.split("```yaml\n", 2)[1].split("```", 2)[0];
    assertThat(read(example).repository("gitea", "shop/api")).isPresent();
    assertThat(HookSettingsReader.keys())
        .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
  }

  private HookSettings read(String text) throws IOException, ConfigurationException {
    return HookSettings.read(Files.writeString(folder.resolve("hooks.yaml"), text));
  }
}
