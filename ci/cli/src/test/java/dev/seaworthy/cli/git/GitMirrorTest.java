package dev.seaworthy.cli.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seaworthy.cli.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GitMirrorTest {
  private static final FetchLimits LIMITS = new FetchLimits(64 << 20, Duration.ofSeconds(30));
  private static final Map<String, String> HEADERS = Map.of("Authorization", "Basic c2VjcmV0");

  @TempDir Path source = Path.of("");
  @TempDir Path folder = Path.of("");

  private TestRepository origin;
  private LocalGit git;
  private String base = "";
  private String head = "";

  @BeforeEach
  void open() throws IOException {
    origin = TestRepository.in(source, true);
    base = origin.commit(Map.of("a.yaml", "a: 1\n"));
    head = origin.commit(Map.of("a.yaml", "a: 2\n"), base);
    origin.ref("refs/heads/main", base);
    origin.ref("refs/pull/7/head", head);
    git = new LocalGit(source);
  }

  @AfterEach
  void close() {
    git.close();
    origin.close();
  }

  @Test
  void bothCommitsAreFetchedAndTheProofIsInHeadersAlone() throws Exception {
    try (GitMirror.Lease lease = fetch(mirror(LIMITS))) {
      assertThat(lease.fetched()).isEqualTo(new GitMirror.Fetched(base, head));
      assertThat(lease.repository().mergeBase(base, head)).isEqualTo(base);
    }
    assertThat(git.requests).isNotEmpty().allMatch(one -> one.endsWith(" Basic c2VjcmV0"));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("c2VjcmV0", "secret");
      }
    }
  }

  @Test
  void aHeadThatIsForcedElsewhereIsFollowed() throws Exception {
    GitMirror mirror = mirror(LIMITS);
    fetch(mirror).close();
    String other = origin.commit(Map.of("b.yaml", "b: 1\n"), base);
    origin.ref("refs/pull/7/head", other);
    try (GitMirror.Lease lease = fetch(mirror)) {
      assertThat(lease.fetched().head()).isEqualTo(other);
    }
  }

  @Test
  void whatIsGoneIsToldByItsName() {
    assertThat(refused(mirror(LIMITS), new GitMirror.Wanted("refs/heads/old", "refs/pull/7/head")))
        .isEqualTo("BASE_GONE");
    assertThat(refused(mirror(LIMITS), new GitMirror.Wanted("refs/heads/main", "refs/pull/8/head")))
        .isEqualTo("FETCH_HEAD_GONE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"refs/heads/*", "refs/heads/..", "refs/heads/a b", "refs/heads/"})
  void aBranchOfNoValidNameIsGone(String name) {
    assertThat(refused(mirror(LIMITS), new GitMirror.Wanted(name, "refs/pull/7/head")))
        .isEqualTo("BASE_GONE");
    assertThat(git.requests).isEmpty();
  }

  /** Another address would be told the token, and could be one that only this machine reaches. */
  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (LocalGit elsewhere = new LocalGit(source)) {
      git.first(
          exchange -> {
            exchange
                .getResponseHeaders()
                .set("Location", elsewhere.url() + exchange.getRequestURI());
            LocalGit.reply(exchange, 302, "text/plain", new byte[0]);
            return true;
          });
      assertThat(refused(mirror(LIMITS), wanted())).isEqualTo("FETCH_FAILED");
      assertThat(elsewhere.requests).isEmpty();
    }
  }

  /** The old protocol reads files by names that the server makes up. */
  @Test
  void theOldProtocolIsNotSpoken() {
    git.first(
        exchange -> {
          byte[] refs =
              (head + "\trefs/pull/7/head\n" + base + "\trefs/heads/main\n")
                  .getBytes(StandardCharsets.US_ASCII);
          LocalGit.reply(exchange, 200, "text/plain", refs);
          return true;
        });
    assertThat(refused(mirror(LIMITS), wanted())).isEqualTo("FETCH_FAILED");
    assertThat(git.requests).allMatch(one -> one.contains("/info/refs"));
  }

  @Test
  void aRepositoryAboveTheLimitIsRefused() throws Exception {
    byte[] noise = new byte[300_000];
    new Random(1).nextBytes(noise);
    String large = origin.commit(Map.of("n", new String(noise, StandardCharsets.ISO_8859_1)), base);
    origin.ref("refs/pull/7/head", large);
    assertThat(refused(mirror(new FetchLimits(100_000, Duration.ofSeconds(30))), wanted()))
        .isEqualTo("REPOSITORY_TOO_LARGE");
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedForLong() {
    git.first(
        exchange -> {
          try {
            Thread.sleep(20_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return false;
        });
    long begin = System.nanoTime();
    assertThat(refused(mirror(new FetchLimits(1 << 20, Duration.ofSeconds(1))), wanted()))
        .isEqualTo("FETCH_TOO_SLOW");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
  }

  /** Left by a process that was killed. */
  @Test
  void aLockThatNobodyHoldsIsTakenAway() throws Exception {
    fetch(mirror(LIMITS)).close();
    String other = origin.commit(Map.of("b.yaml", "b: 1\n"), base);
    origin.ref("refs/pull/7/head", other);
    Files.createDirectories(folder.resolve("mirror/refs/requests/7"));
    Files.createFile(folder.resolve("mirror/refs/requests/7/head.lock"));
    Files.createFile(folder.resolve("mirror/packed-refs.lock"));
    try (GitMirror.Lease lease = fetch(mirror(LIMITS))) {
      assertThat(lease.fetched().head()).isEqualTo(other);
    }
  }

  @Test
  void aMirrorThatGrewIsMadeAnew() throws Exception {
    fetch(mirror(LIMITS)).close();
    Files.write(folder.resolve("mirror/objects/pack/incoming_1.pack"), new byte[3 << 20]);
    try (GitMirror.Lease lease = fetch(mirror(new FetchLimits(1 << 20, Duration.ofSeconds(30))))) {
      assertThat(lease.fetched().head()).isEqualTo(head);
    }
    assertThat(folder.resolve("mirror/objects/pack/incoming_1.pack")).doesNotExist();
  }

  private GitMirror mirror(FetchLimits limits) {
    return new GitMirror(folder.resolve("mirror"), URI.create(git.url() + "/shop/web.git"), limits);
  }

  private static GitMirror.Wanted wanted() {
    return new GitMirror.Wanted("refs/heads/main", "refs/pull/7/head");
  }

  private static GitMirror.Lease fetch(GitMirror mirror) throws ConfigurationException {
    return mirror.fetch(7, wanted(), HEADERS);
  }

  private static String refused(GitMirror mirror, GitMirror.Wanted wanted) {
    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class, () -> mirror.fetch(7, wanted, HEADERS).close());
    assertThat(e).as("what is refused").isNotNull();
    return e.diagnostics().get(0).problem().code();
  }
}
