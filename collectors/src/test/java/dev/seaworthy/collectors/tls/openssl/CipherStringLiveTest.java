package dev.seaworthy.collectors.tls.openssl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import dev.seaworthy.collectors.tls.TestTool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds what cipher strings stand for against OpenSSL itself: the same suites in the same order.
 */
class CipherStringLiveTest {
  private static final int STRINGS = 40;

  private static final List<String> WORDS =
      List.of(
          "HIGH",
          "MEDIUM",
          "LOW",
          "ALL",
          "FIPS",
          "DEFAULT",
          "COMPLEMENTOFALL",
          "COMPLEMENTOFDEFAULT",
          "eNULL",
          "NULL",
          "aNULL",
          "kRSA",
          "aRSA",
          "RSA",
          "kDHE",
          "kEDH",
          "DH",
          "DHE",
          "EDH",
          "ADH",
          "kECDHE",
          "kEECDH",
          "ECDHE",
          "EECDH",
          "AECDH",
          "ECDH",
          "aDSS",
          "DSS",
          "aECDSA",
          "ECDSA",
          "TLSv1.2",
          "TLSv1",
          "TLSv1.0",
          "SSLv3",
          "AES128",
          "AES256",
          "AES",
          "AESGCM",
          "AESCCM",
          "AESCCM8",
          "ARIA",
          "ARIA128",
          "ARIA256",
          "ARIAGCM",
          "CAMELLIA",
          "CAMELLIA128",
          "CAMELLIA256",
          "CHACHA20",
          "3DES",
          "DES",
          "RC4",
          "RC2",
          "IDEA",
          "SEED",
          "MD5",
          "SHA1",
          "SHA",
          "SHA256",
          "SHA384",
          "CBC",
          "PSK",
          "kPSK",
          "kRSAPSK",
          "kECDHEPSK",
          "kDHEPSK",
          "aPSK",
          "SRP",
          "kSRP",
          "aSRP",
          "EXP",
          "EXPORT",
          "kGOST",
          "ECDHE-RSA-AES128-GCM-SHA256",
          "ECDHE-ECDSA-AES256-GCM-SHA384",
          "AES128-SHA",
          "DHE-RSA-AES256-SHA256",
          "ADH-AES128-SHA",
          "DES-CBC3-SHA",
          "CAMELLIA128-SHA",
          "NULL-MD5",
          "NULL-SHA256",
          "ECDHE-RSA-CHACHA20-POLY1305",
          "AES128-CCM8",
          "NO-SUCH",
          "tlsv1.2");

  private static final List<String> SIGNS = List.of("", "", "", "", "!", "!", "-", "+");
  private static final List<String> SEPARATORS = List.of(":", ":", ":", ":", " ", ",", ";", "::");
  private static final List<String> COMMANDS =
      List.of(
          "@STRENGTH",
          "@SECLEVEL=0",
          "@SECLEVEL=1",
          "@SECLEVEL=2",
          "@SECLEVEL=3",
          "@SECLEVEL=4",
          "@SECLEVEL=5",
          "@SECLEVEL=6",
          "@OTHER");

  @TempDir Path folder;

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 20);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void openSslChoosesTheSameInTheSameOrder(int seed) throws IOException, InterruptedException {
    TestTool openssl = TestTool.onPath("openssl", folder);
    assumeTrue(openssl.isThere(), "there is no openssl on the PATH");
    assumeTrue(
        openssl.run("version").startsWith("OpenSSL 3.0."), "compared with OpenSSL 3.0 alone");
    Random random = new Random(seed);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < STRINGS; i++) {
      String text = string(random);
      String ours = ours(text);
      String theirs = theirs(openssl, text);
      if (!ours.equals(theirs)) {
        differences.add("%s%n  ours   %s%n  theirs %s".formatted(text, ours, theirs));
      }
    }
    assertThat(differences).isEmpty();
  }

  private static String string(Random random) {
    // The program takes what begins with `-` for an option.
    StringBuilder text = new StringBuilder(random.nextInt(6) == 0 ? "DEFAULT" : ":");
    int items = 1 + random.nextInt(6);
    for (int i = 0; i < items; i++) {
      text.append(text.isEmpty() ? "" : one(random, SEPARATORS));
      if (random.nextInt(8) == 0) {
        text.append(one(random, COMMANDS));
        continue;
      }
      text.append(one(random, SIGNS)).append(one(random, WORDS));
      for (int more = random.nextInt(4); more > 1; more--) {
        text.append('+').append(one(random, WORDS));
      }
    }
    return text.toString();
  }

  private static String one(Random random, List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** A string that selects nothing is refused, as one is that cannot be read. */
  private static String ours(String text) {
    return CipherString.read(text)
        .map(CipherString.Chosen::suites)
        .map(suites -> String.join(" ", suites))
        .orElse("");
  }

  private static String theirs(TestTool openssl, String text)
      throws IOException, InterruptedException {
    String said;
    try {
      said = openssl.run("ciphers -s -stdname", text);
    } catch (IOException e) {
      return "";
    }
    return String.join(
        " ",
        Splitter.on('\n')
            .splitToStream(said)
            .map(line -> Splitter.on(' ').limit(2).splitToList(line).get(0))
            .filter(name -> name.contains("_WITH_"))
            .toList());
  }

  /** Strings that people write. */
  static Stream<String> usual() {
    return Stream.of(
        "HIGH:!aNULL:!MD5",
        "HIGH:!aNULL:!eNULL:!EXPORT:!DES:!MD5:!PSK:!RC4",
        "EECDH+AESGCM:EDH+AESGCM:AES256+EECDH:AES256+EDH",
        "ECDH+AESGCM:DH+AESGCM:ECDH+AES256:DH+AES256:ECDH+AES128:DH+AES:RSA+AESGCM:RSA+AES:!aNULL:!MD5:!DSS",
        "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL",
        "kEECDH+aECDSA+AES128 kEECDH+aECDSA+AES256 kEECDH+AES128 kEECDH+AES256 kEDH+AES128 !MD5",
        "ALL:!ADH:!EXPORT56:RC4+RSA:+HIGH:+MEDIUM:+LOW:+SSLv2:+EXP",
        "ALL:@SECLEVEL=0",
        "DEFAULT@SECLEVEL=1",
        "DEFAULT",
        "ALL:COMPLEMENTOFALL:@SECLEVEL=0",
        "AES128+SHA:@STRENGTH",
        "PROFILE=SYSTEM");
  }

  @ParameterizedTest
  @MethodSource("usual")
  void openSslReadsUsualStringsAlike(String text) throws IOException, InterruptedException {
    TestTool openssl = TestTool.onPath("openssl", folder);
    assumeTrue(openssl.isThere(), "there is no openssl on the PATH");
    assumeTrue(
        openssl.run("version").startsWith("OpenSSL 3.0."), "compared with OpenSSL 3.0 alone");
    assertThat(ours(text)).isEqualTo(theirs(openssl, text));
  }
}
