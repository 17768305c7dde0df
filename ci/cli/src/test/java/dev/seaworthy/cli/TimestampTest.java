package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts that authorities for tests stamp, and what an auditor's trust root makes of them. */
final class TimestampTest {
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir Path folder = Path.of("");

  private TestAuthorities authorities = new TestAuthorities(Path.of(""));

  @BeforeEach
  void makeKey() throws IOException {
    authorities = new TestAuthorities(folder);
    assertThat(new Bench().run("keys", "generate", "-o", folder.resolve("key.pem")).code())
        .isZero();
    Files.writeString(folder.resolve("good.yaml"), Bench.object("good"));
  }

  @AfterEach
  void stop() {
    authorities.close();
  }

  @Test
  void aBundleIsStampedAndVerifiedByATrustRoot() throws Exception {
    String one = authority("one", Bench.NOW);
    String two = authority("two", Bench.NOW.plusSeconds(2));
    Bench.Ran made = bundle("--timestamp", one, "--timestamp", two);
    assertThat(made.out()).contains("time stamps: 2");
    assertThat(folder.resolve("evidence/data/timestamps/2.tsr")).exists();
    trust("2", "until: \"2027-01-01T00:00:00Z\"", "one", "two");
    Bench.Ran verified = verify(Bench.NOW.plus(YEAR));
    assertThat(verified.out())
        .contains("ok           attested")
        .contains("`one` at 2026-11-25T08:00:00Z, `two` at 2026-11-25T08:00:02Z")
        .contains("valid at 2026-11-25T08:00:00Z, as attested");
    assertThat(verified.code()).as(verified.out()).isZero();
  }

  @Test
  void aKeyThatWasOverWhenItSignedIsRefused() throws Exception {
    bundle("--timestamp", authority("one", Bench.NOW));
    trust("1", "until: \"2026-01-01T00:00:00Z\"", "one");
    Bench.Ran verified = verify(Bench.NOW);
    assertThat(verified.out()).contains("KEY_EXPIRED: `release`").contains("NOT AUTHENTIC");
    assertThat(verified.code()).isEqualTo(1);
  }

  @Test
  void anAuthorityThatFailsIsToldAndTheOthersCount() throws Exception {
    Bench.Ran made =
        bundle("--timestamp", "http://127.0.0.1:9/", "--timestamp", authority("one", Bench.NOW));
    assertThat(made.err()).contains("`http://127.0.0.1:9/` cannot be reached");
    assertThat(made.out()).contains("time stamps: 1");
  }

  @Test
  void withoutAnyTimeStampNothingIsWrittenUnlessTheyAreOptional() {
    Bench.Ran made = bundle("--timestamp", "http://127.0.0.1:9/");
    assertThat(made.err()).contains("no authority gave a time stamp");
    assertThat(made.code()).isEqualTo(3);
    assertThat(folder.resolve("evidence")).doesNotExist();
    Bench.Ran optional = bundle("--timestamp", "http://127.0.0.1:9/", "--timestamp-optional");
    assertThat(optional.err()).contains("cannot be reached");
    assertThat(folder.resolve("evidence/VERIFY.md")).exists();
    assertThat(folder.resolve("evidence/data/timestamps")).doesNotExist();
  }

  @Test
  void anAuthorityWithAnotherClockIsNotBelieved() throws Exception {
    Bench.Ran made = bundle("--timestamp", authority("one", Bench.NOW.plus(YEAR)));
    assertThat(made.err()).contains("this machine's clock is 31536000 s off");
    assertThat(made.code()).isEqualTo(3);
  }

  @Test
  void whatIsNoTimeStampIsRefused() throws IOException {
    HttpServer page =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    page.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
          byte[] body = new byte[exchange.getRequestURI().getPath().equals("/large") ? 1 << 20 : 5];
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    page.start();
    try {
      String address = "http://127.0.0.1:" + page.getAddress().getPort();
      Bench.Ran made =
          bundle(
              "--timestamp",
              address + "/",
              "--timestamp",
              address + "/large",
              "--timestamp",
              "file:///etc/passwd",
              "--timestamp",
              "http://u:secret@127.0.0.1/");
      assertThat(made.err())
          .contains("a time stamp cannot be decoded")
          .contains("answers with more than 256 KiB")
          .contains("is not a URL")
          .contains("`http:` or `https:`, without a password")
          .doesNotContain("secret");
      assertThat(made.code()).isEqualTo(3);
    } finally {
      page.stop(0);
    }
  }

  @Test
  void aSealedVerdictHasItsTimeStampsBesideIt() throws Exception {
    Bench.Ran ran =
        new Bench()
            .run(
                "check",
                folder.resolve("good.yaml"),
                "--key",
                folder.resolve("key.pem"),
                "--seal",
                folder.resolve("v.seal"),
                "--timestamp",
                authority("one", Bench.NOW));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(folder.resolve("v.1.tsr")).exists();
    assertThat(Files.readString(folder.resolve("v.sigstore.json"))).contains("rfc3161Timestamps");
  }

  @Test
  void oneKeyInTwoRolesIsRefusedHoweverItIsNamed() throws Exception {
    bundle();
    Path key = folder.resolve("key.pub");
    Bench.Ran ran =
        new Bench().runReal("verify", folder.resolve("evidence"), "--key", key, "--trust-key", key);
    assertThat(ran.out()).contains("SAME_KEY: one key is trusted as author and engine");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void everyMistakeInATrustRootIsTold() throws IOException {
    Files.writeString(
        folder.resolve("trust.yaml"),
        """
        apiVersion: seaworthy.dev/v1
        kind: TrustRoot
        keys:
        - {name: a, role: captain, file: key.pub}
        - {name: b, role: engine, file: none.pub}
        - {name: c, role: engine, file: key.pem}
        - {name: d, role: timestamp-authority, file: key.pub, from: yesterday}
        timestamps: {threshold: 0}
        """);
    Bench.Ran ran = verify(Bench.NOW);
    assertThat(ran.err())
        .contains("trust.yaml:4:19: error: `role` cannot be `captain`")
        .contains("none.pub` cannot be read: there is no such file")
        .contains("the key cannot be `engine`")
        .contains("`from` is not a time")
        .contains("the file holds no certificates that are each issued by the next")
        .contains("`timestamps.threshold` must be a whole number from 1 to 100");
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void aKeyWhereCertificatesBelongIsRefused() throws IOException {
    trust("1", "from: \"2026-01-01T00:00:00Z\"", "key");
    Files.copy(folder.resolve("key.pub"), folder.resolve("key-tsa.pem"));
    assertThat(verify(Bench.NOW).err()).contains("the file holds no certificates");
  }

  private String authority(String name, Instant now) throws Exception {
    return authorities.start(name, now.minus(YEAR), now.plus(YEAR.multipliedBy(20)), now);
  }

  /** Trusts the sealer, with one thing more said of it, and authorities. */
  private void trust(String threshold, String more, String... names) throws IOException {
    Files.writeString(
        folder.resolve("trust.yaml"),
        """
        apiVersion: seaworthy.dev/v1
        kind: TrustRoot
        keys:
        - {name: release, role: engine, file: key.pub, %s}
        %stimestamps: {threshold: %s}
        """
            .formatted(more, TestAuthorities.trusted(names), threshold));
  }

  private Bench.Ran bundle(String... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("audit", "bundle", folder.resolve("good.yaml")));
    arguments.addAll(List.of("--bundle", "kubernetes", "--only", "K8S-09"));
    arguments.addAll(List.of("--key", folder.resolve("key.pem"), "-o", folder.resolve("evidence")));
    arguments.addAll(List.of(more));
    return new Bench().runReal(arguments.toArray());
  }

  private Bench.Ran verify(Instant now) {
    return new Bench()
        .at(now)
        .runReal(
            "verify", folder.resolve("evidence"), "--trust-root", folder.resolve("trust.yaml"));
  }
}
