package dev.seaworthy.cli.waiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.WaiverFiles;
import dev.seaworthy.cli.forge.ForgeKind;
import dev.seaworthy.cli.forge.Reviewers;
import dev.seaworthy.cli.forge.Reviews;
import dev.seaworthy.cli.git.GitRepository;
import dev.seaworthy.cli.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WaiverReviewTest {
  private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
  private static final String HEAD = "a".repeat(40);

  @TempDir Path folder = Path.of("");

  @ParameterizedTest(name = "owned by {0}, approved by {1}, of an earlier commit by {2}: {3}")
  @CsvSource({
    "@sec,            sec,    '',  approved,   WAIVER_APPROVED",
    "@sec,            SEC,    '',  approved,   WAIVER_APPROVED",
    "@sec @other,     other,  '',  approved,   WAIVER_APPROVED",
    "@sec,            '',     '',  unapproved, WAIVER_UNAPPROVED",
    "@sec,            other,  '',  unapproved, WAIVER_UNAPPROVED",
    "@sec,            '',     sec, unapproved, WAIVER_UNAPPROVED",
    "@author,         author, '',  refused,    WAIVER_SELF_APPROVED",
    "@org/known,      sec,    '',  approved,   WAIVER_APPROVED",
    "@org/known,      other,  '',  unapproved, WAIVER_UNAPPROVED",
    "@org/known,      author, '',  unapproved, WAIVER_UNAPPROVED",
    "@org/hidden,     sec,    '',  unknown,    WAIVER_NOT_REVIEWED",
    "@org/hidden @sec, sec,   '',  approved,   WAIVER_APPROVED",
    "sec@harbor.example, sec, '',  unknown,    WAIVER_NOT_REVIEWED"
  })
  void onlyAnotherOwnersApprovalOfTheHeadCounts(
      String owners, String approved, String stale, String state, String code)
      throws IOException, ConfigurationException {
    WaiverEntry entry =
        reviewed("* @sec\n/waivers/ " + owners, waivers("2027-02-01"), HEAD, approved, stale);
    assertThat(entry.state().id()).isEqualTo(state);
    assertThat(entry.code()).isEqualTo(code);
    assertThat(entry.at()).hasToString("waivers/web.yaml:4:13");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "2027-03-01, approved",
    "2027-03-01T00:00:01Z, refused",
    "2027-06-01, refused",
    "2026-12-01, expired",
    "2026-01-01, expired"
  })
  void nothingIsWaivedForLongerThan90Days(String day, String state)
      throws IOException, ConfigurationException {
    WaiverEntry entry = reviewed("* @sec", waivers(day), HEAD, "sec", "");
    assertThat(entry.state().id()).isEqualTo(state);
  }

  @Test
  void anApprovalOfAnotherHeadIsNone() throws IOException, ConfigurationException {
    WaiverEntry entry = reviewed("* @sec", waivers("2027-02-01"), "b".repeat(40), "sec", "");
    assertThat(entry.state()).isEqualTo(ReviewEntry.State.UNKNOWN);
    assertThat(entry.words()).contains("moved on");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"'', WAIVER_UNOWNED", "docs/ @sec, WAIVER_UNOWNED", "* sec, WAIVER_NOT_REVIEWED"})
  void whereNobodyOwnsTheFileNobodyApprovesIt(String owners, String code)
      throws IOException, ConfigurationException {
    assertThat(reviewed(owners, waivers("2027-02-01"), HEAD, "sec", "").code()).isEqualTo(code);
  }

  @ParameterizedTest(name = "approved by {0}: {1} stand instead")
  @CsvSource({"sec, 0", "other, 1"})
  void anAlteredRuleCountsOnceAnOwnerApprovedIt(String approved, int instead)
      throws IOException, ConfigurationException {
    Path before = Files.createDirectories(folder.resolve("before"));
    Path after = Files.createDirectories(folder.resolve("after"));
    Files.writeString(before.resolve("release.yaml"), release("[a]"));
    Files.writeString(after.resolve("release.yaml"), release("[a, b]"));
    try (TestRepository repository = TestRepository.in(folder.resolve("repository"), false)) {
      String tip = repository.commit(Map.of("CODEOWNERS", "* @sec"));
      try (GitRepository git = GitRepository.at(repository.folder())) {
        WaiverReport report =
            WaiverReview.by(new Known(approved, ""), tip)
                .of(
                    git,
                    HEAD,
                    after,
                    WaiverFiles.in(before, List.of("release.yaml")),
                    WaiverFiles.in(after, List.of("release.yaml")),
                    NOW);
        assertThat(report.waits()).isEqualTo(instead == 1);
        assertThat(report.unheeded().parameters()).hasSize(instead);
      }
    }
  }

  private static String release(String allowed) {
    return """
        apiVersion: seaworthy.dev/v1
        kind: Release
        candidate: {name: app, version: 1.0.0}
        evidence:
        - {collector: kubernetes, paths: [deploy]}
        bundles:
        - {name: naming, version: 1.2.0}
        parameters: {allowed: %s}
        """
        .formatted(allowed);
  }

  @Test
  void aMistakeIsToldWithItsPlace() throws IOException, ConfigurationException {
    WaiverEntry entry =
        reviewed(
            "* @sec", waivers("2027-02-01").replace("reason:", "why: x, reason:"), HEAD, "sec", "");
    assertThat(entry.state()).isEqualTo(ReviewEntry.State.REFUSED);
    assertThat(entry.code()).isEqualTo("UNKNOWN_KEY");
    assertThat(entry.at()).hasToString("waivers/web.yaml:4:29");
    assertThat(entry.fails()).isTrue();
  }

  @Test
  void whatAnotherToolKeepsThereIsPassedOver() throws IOException {
    Path head = folder.resolve("head");
    Files.createDirectories(head.resolve("waivers"));
    Files.writeString(head.resolve("waivers/other.yaml"), "kind: Exemption\n");
    Files.writeString(head.resolve("waivers/README.md"), "seaworthy.dev/\n");
    WaiverFiles.Read read = WaiverFiles.in(head, List.of());
    assertThat(read.mistakes()).isEmpty();
    assertThat(read.all()).isEmpty();
  }

  private WaiverEntry reviewed(
      String owners, String waivers, String head, String approved, String stale)
      throws IOException, ConfigurationException {
    Path files = folder.resolve("head");
    Files.createDirectories(files.resolve("waivers"));
    Files.writeString(files.resolve("waivers/web.yaml"), waivers);
    try (TestRepository repository = TestRepository.in(folder.resolve("repository"), false)) {
      String tip =
          repository.commit(
              owners.isEmpty() ? Map.of("a", "a") : Map.of(".github/CODEOWNERS", owners));
      try (GitRepository git = GitRepository.at(repository.folder())) {
        WaiverReport report =
            WaiverReview.by(new Known(approved, stale), tip)
                .of(
                    git,
                    head,
                    files,
                    WaiverFiles.in(folder.resolve("none"), List.of()),
                    WaiverFiles.in(files, List.of()),
                    NOW);
        return report.entries().get(0);
      }
    }
  }

  /** Of {@code org/known} `sec` is one; of {@code org/hidden} nobody may know. */
  private record Known(String approved, String stale) implements Reviewers {
    @Override
    public ForgeKind kind() {
      return ForgeKind.GITHUB;
    }

    @Override
    public Reviews reviews() {
      return new Reviews(HEAD, Set.of("Author"), Set.of(approved), Set.of(stale));
    }

    @Override
    public Optional<Boolean> isMember(String team, String user) {
      return team.equals("org/known") ? Optional.of(user.equals("sec")) : Optional.empty();
    }
  }

  private static String waivers(String expires) {
    return """
        apiVersion: seaworthy.dev/v1
        kind: Waivers
        waivers:
        - {control: T-01, owner: o, reason: until the move, expires: "%s"}
        """
        .formatted(expires);
  }
}
