package dev.seaworthy.cli.waiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.forge.ForgeKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CodeOwnersTest {
  @ParameterizedTest(name = "{0} owns waivers/web.yaml: {1}")
  @CsvSource({
    "*, true",
    "waivers, true",
    "waivers/, true",
    "/waivers/, true",
    "/waivers/*, true",
    "waivers/**, true",
    "**/web.yaml, true",
    "*.yaml, true",
    "web.yaml, true",
    "waivers/w?b.yaml, true",
    "/web.yaml, false",
    "/*, false",
    "waiver, false",
    "waivers/*.yml, false",
    "docs/*, false",
    "other/waivers/, false",
    "waivers/web.yam, false"
  })
  void patternsMatchAsGitHubSays(String pattern, boolean owns) throws ConfigurationException {
    assertThat(github(pattern + " @owner").of("waivers/web.yaml").isEmpty()).isNotEqualTo(owns);
  }

  @Test
  void aStarAtTheEndDoesNotReachDeeper() throws ConfigurationException {
    assertThat(github("waivers/* @owner").of("waivers/shop/web.yaml")).isEmpty();
  }

  @Test
  void theLastMatchCountsAlsoWhereItNamesNobody() throws ConfigurationException {
    CodeOwners owners =
        github("* @all # everybody\n/waivers/ @Sec @org/Team sec@harbor.example\n/waivers/x.yaml");
    assertThat(owners.of("a.yaml").get(0).names()).containsExactly("all");
    assertThat(owners.of("waivers/a.yaml").get(0).names())
        .containsExactly("sec", "org/team", "sec@harbor.example");
    assertThat(owners.of("waivers/x.yaml")).isEmpty();
  }

  @Test
  void eachSectionOfGitLabNeedsItsOwnApprovals() throws ConfigurationException {
    CodeOwners owners =
        read(
            ForgeKind.GITLAB,
            "* @all\n[Security][2] @sec @second\n/waivers/\n^[Docs]\n*.yaml @writer\n");
    List<CodeOwners.Group> groups = owners.of("waivers/web.yaml");
    assertThat(groups)
        .containsExactly(
            new CodeOwners.Group(List.of("all"), 1),
            new CodeOwners.Group(List.of("sec", "second"), 2));
  }

  @Test
  void patternsOfGiteaAreRegularExpressions() throws ConfigurationException {
    CodeOwners owners = read(ForgeKind.GITEA, "waivers/.*\\.yaml @sec\n!waivers/.* @rest");
    assertThat(owners.of("waivers/web.yaml").get(0).names()).containsExactly("sec");
    assertThat(owners.of("web.yaml").get(0).names()).containsExactly("rest");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"!a @x", "[ab] @x", "a owner", "a @x/", "a\\ b @x"})
  void aLineThatCannotBeReadSpoilsTheFileWithItsPlace(String line) {
    assertThatThrownBy(() -> github("* @all\n" + line))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void aPatternThatIsSlowElsewhereIsNotHere() throws ConfigurationException {
    String pattern = "a**".repeat(100) + "b";
    assertThat(github(pattern + " @x").of("a".repeat(2_000))).isEmpty();
  }

  private static CodeOwners github(String text) throws ConfigurationException {
    return read(ForgeKind.GITHUB, text);
  }

  private static CodeOwners read(ForgeKind kind, String text) throws ConfigurationException {
    return CodeOwners.read("CODEOWNERS", text.getBytes(StandardCharsets.UTF_8), kind);
  }
}
