package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.cli.stamp.TestStampServer;
import dev.seaworthy.cli.stamp.TimeStamping;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.log.LogStamps;
import dev.seaworthy.engine.log.TransparencyLog;
import dev.seaworthy.engine.stamp.TestAuthority;
import dev.seaworthy.engine.x509.CertificateChain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exported decisions with the time stamps of their log, and what a trust root makes of them. */
final class AdmissionStampsTest {
  private static final SigningKey LOG = SigningKey.generate(new SecureRandom());
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir Path temp;

  private final List<TestStampServer> servers = new ArrayList<>();

  @BeforeEach
  void keys() throws IOException {
    Files.writeString(temp.resolve("log.pub"), LOG.verificationKey().toPem());
    SigningKey exporter = SigningKey.generate(new SecureRandom());
    Files.writeString(temp.resolve("audit.pub"), exporter.verificationKey().toPem());
    Files.writeString(temp.resolve("audit.pem"), exporter.toPem());
  }

  @AfterEach
  void stop() {
    servers.forEach(TestStampServer::close);
  }

  @Test
  void whenDecisionsWereThereIsAttested() throws Exception {
    String one = authority("one", Bench.NOW);
    keep(0, 10);
    stamp(Bench.NOW, one);
    keep(10, 20);
    stamp(Bench.NOW, one);
    keep(20, 30);
    export(5, 20, "out");
    trust("one");
    Bench.Ran ran = verify("out", "--trust-root", temp.resolve("trust.yaml"));
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    JsonNode attested =
        StrictJson.parse(ran.out().getBytes(StandardCharsets.UTF_8)).at("/attested/0");
    assertThat(attested.path("log").asText()).isEqualTo("seaworthy.test/a");
    assertThat(attested.path("entries").asInt()).isEqualTo(20);
    assertThat(attested.path("stamps").asInt()).isEqualTo(2);
    assertThat(attested.path("last").asText()).isEqualTo(Bench.NOW.toString());
    assertThat(verify("out").out()).contains("\"stamps\": 2").doesNotContain("attested");
    assertThat(temp.resolve("out/VERIFY-TIME.md")).exists();
  }

  @Test
  void aLogWithoutTimeStampsIsExportedAsItWas() throws Exception {
    keep(0, 10);
    export(2, 8, "out");
    assertThat(verify("out").out()).doesNotContain("stamps");
    assertThat(temp.resolve("out/VERIFY-TIME.md")).doesNotExist();
    authority("one", Bench.NOW);
    trust("one");
    assertThat(refusal("out")).contains("6 entries of `seaworthy.test/a` in the period");
  }

  @Test
  void whatCameAfterTheLastTimeStampIsTold() throws Exception {
    String one = authority("one", Bench.NOW);
    keep(0, 10);
    stamp(Bench.NOW, one);
    keep(10, 14);
    export(5, 14, "out");
    trust("one");
    assertThat(refusal("out")).contains("4 entries of `seaworthy.test/a` in the period");
  }

  @Test
  void anAuthorityThatIsNotTrustedCountsForNothing() throws Exception {
    String one = authority("one", Bench.NOW);
    authority("two", Bench.NOW);
    keep(0, 10);
    stamp(Bench.NOW, one);
    export(2, 8, "out");
    trust("two");
    assertThat(refusal("out")).contains("0 of the 1 trusted authorities");
  }

  @Test
  void anEntryThatIsDatedAfterItWasSeenIsRefused() throws Exception {
    Instant early = Bench.NOW.minus(YEAR);
    String one = authority("one", early);
    keep(0, 10);
    stamp(early, one);
    export(2, 8, "out");
    trust("one");
    assertThat(refusal("out")).contains("was seen by " + early);
  }

  @Test
  void everyByteOfATimeStampCounts() throws Exception {
    String one = authority("one", Bench.NOW);
    keep(0, 3);
    stamp(Bench.NOW, one);
    export(0, 3, "out");
    trust("one");
    String place = "out/data/logs/001/checkpoint-" + "0".repeat(18) + "3";
    for (String name : List.of("", ".1.tsr", ".consistency")) {
      Path file = temp.resolve(place + name);
      byte[] genuine = Files.readAllBytes(file);
      for (int at = 0; at < genuine.length; at += 211) {
        byte[] changed = genuine.clone();
        changed[at] ^= 1;
        Files.write(file, changed);
        assertThat(verify("out").code()).as("byte %d of `%s`", at, name).isEqualTo(1);
      }
      Files.write(file, genuine);
    }
    assertThat(verify("out").code()).isZero();
  }

  /** Who exports has the index's key, and could sign for anything that is not checked itself. */
  @Test
  void aFalseTimeStampIsRefusedThoughItIsExported() throws Exception {
    String one = authority("one", Bench.NOW);
    keep(0, 3);
    stamp(Bench.NOW, one);
    keep(3, 6);
    stamp(Bench.NOW, one);
    Path stamps = temp.resolve("a/stamps");
    Files.copy(stamps.resolve("6/1.tsr"), temp.resolve("of-other"));
    byte[] genuine = Files.readAllBytes(stamps.resolve("3/1.tsr"));
    Files.write(stamps.resolve("3/1.tsr"), Files.readAllBytes(temp.resolve("of-other")));
    export(0, 6, "other");
    assertThat(verify("other").err()).contains("about another signature");
    byte[] flipped = genuine.clone();
    flipped[flipped.length - 1] ^= 1;
    Files.write(stamps.resolve("3/1.tsr"), flipped);
    export(0, 6, "flipped");
    assertThat(verify("flipped").err()).contains("own signature does not fit");
  }

  @Test
  void anAuthorityThatLiesGivesNothingToKeep() throws Exception {
    List<Problem> told = new ArrayList<>();
    HttpServer liar =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TestAuthority authority = of(Bench.NOW);
    liar.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] stale = Files.readAllBytes(temp.resolve("stale.tsr"));
          exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
          exchange.sendResponseHeaders(200, stale.length);
          exchange.getResponseBody().write(stale);
          exchange.close();
        });
    liar.start();
    try {
      TestStampServer honest = TestStampServer.start(authority, clock(Bench.NOW), 0);
      servers.add(honest);
      List<byte[]> kept =
          stamping(Bench.NOW, told).held(new byte[] {1}, List.of(honest.address().toString()));
      Files.write(temp.resolve("stale.tsr"), kept.get(0));
      String address = "http://127.0.0.1:%d/".formatted(liar.getAddress().getPort());
      assertThat(stamping(Bench.NOW, told).held(new byte[] {1}, List.of(address))).isEmpty();
      assertThat(told).extracting(Problem::code).containsExactly("OTHER_REQUEST");
    } finally {
      liar.stop(0);
    }
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() {
    Bench.Ran alone = serve("--timestamp", "http://127.0.0.1:9/");
    assertThat(alone.code()).isEqualTo(3);
    assertThat(alone.err()).contains("--timestamp goes with --decisions");
    Bench.Ran noAddress =
        serve("--timestamp", "file:///x", "--decisions", "d", "--decisions-key", "k.pem");
    assertThat(noAddress.err()).contains("file:///x").doesNotContain("INTERNAL");
    assertThat(noAddress.code()).isEqualTo(3);
    assertThat(serve("--timestamp-seconds", "0").err())
        .contains("--timestamp-seconds takes a number from 1 to 86400");
  }

  private static Bench.Ran serve(String... options) {
    List<Object> words =
        new ArrayList<>(List.of("admission", "serve", "--certificate", "c", "--key", "k"));
    words.addAll(List.of(options));
    return new Bench().run(words.toArray());
  }

  private String refusal(String place) {
    Bench.Ran ran = verify(place, "--trust-root", temp.resolve("trust.yaml"));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    return ran.err();
  }

  private void keep(int from, int to) throws Exception {
    try (TransparencyLog log = TransparencyLog.open(temp.resolve("a"), LOG, "seaworthy.test/a")) {
      for (int i = from; i < to; i++) {
        String entry =
            "{\"event\":\"decision\",\"result\":\"pass\",\"time\":\"%s\"}"
                .formatted(Bench.NOW.plusSeconds(i));
        log.append(entry.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** As the server does. */
  private void stamp(Instant now, String... addresses) throws Exception {
    LogStamps stamps = new LogStamps(temp.resolve("a"));
    String note = stamps.unstamped().orElseThrow();
    List<Problem> failed = new ArrayList<>();
    stamps.keep(
        note,
        stamping(now, failed).held(note.getBytes(StandardCharsets.UTF_8), List.of(addresses)));
    assertThat(failed).isEmpty();
  }

  private static TimeStamping stamping(Instant now, List<Problem> failed) {
    return new TimeStamping(clock(now), failed::add);
  }

  private static Clock clock(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private static TestAuthority of(Instant now) {
    return TestAuthority.of(
        SigningKey.generate(new SecureRandom()),
        SigningKey.generate(new SecureRandom()),
        now.minus(YEAR));
  }

  private String authority(String name, Instant now) throws Exception {
    TestAuthority authority = of(now);
    Files.writeString(temp.resolve(name + ".pem"), CertificateChain.toPem(authority.chain()));
    TestStampServer server = TestStampServer.start(authority, clock(now), 0);
    servers.add(server);
    return server.address().toString();
  }

  private void trust(String authority) throws IOException {
    Files.writeString(
        temp.resolve("trust.yaml"),
        """
        apiVersion: seaworthy.dev/v1
        kind: TrustRoot
        keys:
        - {name: audit, role: engine, file: audit.pub}
        - {name: %1$s, role: timestamp-authority, file: %1$s.pem}
        """
            .formatted(authority));
  }

  private void export(long since, long until, String place) {
    Bench.Ran ran =
        new Bench()
            .run(
                "admission",
                "export",
                temp.resolve("a"),
                "--log-key",
                temp.resolve("log.pub"),
                "--key",
                temp.resolve("audit.pem"),
                "--since",
                Bench.NOW.plusSeconds(since),
                "--until",
                Bench.NOW.plusSeconds(until),
                "-o",
                temp.resolve(place));
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
  }

  private Bench.Ran verify(String place, Object... more) {
    Object[] words =
        Stream.concat(
                Stream.of(
                    "admission",
                    "verify-export",
                    temp.resolve(place),
                    "--key",
                    temp.resolve("audit.pub"),
                    "--log-key",
                    temp.resolve("log.pub")),
                Stream.of(more))
            .toArray();
    return new Bench().run(words);
  }
}
