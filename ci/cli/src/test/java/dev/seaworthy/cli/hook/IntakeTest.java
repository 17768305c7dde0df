package dev.seaworthy.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Bench;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is signed is answered, and only what is listed is queued. */
final class IntakeTest {
  private static final String SECRET = "0123456789abcdef";
  private static final byte[] BODY =
      """
      {"action":"opened","number":7,"pull_request":{"number":7,"head":{"sha":"ab","ref":"x"}},
       "repository":{"id":1,"full_name":"shop/web","clone_url":"https://evil.example/"},
       "changes":{"base":{"ref":{"from":"main"}}},"sender":{"login":"é\\u0000\\ud83d\\ude00"}}
      """
          .getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder = Path.of("");

  private Intake intake;
  private JobQueue queue;

  @BeforeEach
  void open() throws Exception {
    Clock clock = Clock.fixed(Bench.NOW, ZoneOffset.UTC);
    Files.writeString(folder.resolve("secret"), SECRET);
    Files.writeString(
        folder.resolve("hooks.yaml"),
        """
        apiVersion: seaworthy.dev/v1
        kind: PullRequestHooks
        forges:
        - {kind: github, api: 'https://api.example', clone: 'https://example', tokenFile: token,
           repositories: [{project: shop/web}]}
        """);
    HookSettings settings = HookSettings.read(folder.resolve("hooks.yaml"));
    HookSecrets secrets = HookSecrets.read(List.of(folder.resolve("secret")));
    JobQueue.Listener listener =
        new JobQueue.Listener() {
          @Override
          public void setAside(Path file) {
            throw new AssertionError(file);
          }

          @Override
          public void unwritable(IOException e) {
            throw new AssertionError(e);
          }
        };
    queue = JobQueue.open(folder, 100_000, clock, listener);
    intake =
        new Intake(
            () -> settings, () -> secrets, SeenDeliveries.open(folder, clock), queue, listener);
  }

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverIsSignedIsAnswered(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      byte[] body = mutated(random);
      int status = status(body, "id-" + i);
      assertThat(Set.of(200, 202, 204, 400))
          .as("%s", new String(body, StandardCharsets.UTF_8))
          .contains(status);
    }
    while (queue.depth() > 0) {
      RequestKey key = queue.take().orElseThrow().key();
      assertThat(key.forge()).isEqualTo("github");
      assertThat(key.project()).isEqualTo("shop/web");
      assertThat(key.number()).isPositive();
    }
  }

  private int status(byte[] body, String delivery) throws Exception {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("X-GitHub-Event", "pull_request");
    headers.put("X-GitHub-Delivery", delivery);
    headers.put("X-Hub-Signature-256", "sha256=" + hmac(body));
    try {
      return intake
          .accept("github", new Headers(name -> Optional.ofNullable(headers.get(name))), body)
          .status();
    } catch (HookException e) {
      return e.status();
    }
  }

  /** Bytes that are turned, cut out, doubled or made up. */
  private static byte[] mutated(Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int rate = 1 + random.nextInt(400);
    for (byte one : BODY) {
      switch (random.nextInt(rate) == 0 ? random.nextInt(4) : 9) {
        case 0 -> out.write(one ^ (1 << random.nextInt(8)));
        case 1 -> out.write(BODY, 0, random.nextInt(BODY.length));
        case 2 -> out.write(random.nextInt(256));
        case 3 -> {
          // Cut out.
        }
        default -> out.write(one);
      }
    }
    return out.toByteArray();
  }

  private static String hmac(byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body));
  }
}
