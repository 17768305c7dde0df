package dev.seaworthy.cli.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.cli.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys under passwords: ours in the hands of the real OpenSSL, and its own in ours. */
class KeysTest {
  private static final String PASSWORD = "Ahoi, matey! \u00e9";

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void writePassword() throws IOException {
    secret("password", PASSWORD + "\n");
    secret("wrong", "another\n");
    secret("ascii", "Ahoi, matey!\n");
  }

  @Test
  void whatWeEncryptOpensslReads() throws Exception {
    Bench.Ran made = generate("ours.pem");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(Files.readString(folder.resolve("ours.pem")))
        .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    openssl("pkey", "-in", "ours.pem", "-passin", "file:password", "-pubout", "-out", "theirs.pub");
    assertThat(folder.resolve("theirs.pub")).hasSameTextualContentAs(folder.resolve("ours.pub"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "pkcs8 -topk8 -out k",
        "pkcs8 -topk8 -v2 aes-128-cbc -v2prf hmacWithSHA512 -iter 5000 -out k",
        "pkcs8 -topk8 -v2 aes-192-cbc -v2prf hmacWithSHA1 -out k",
        "pkcs8 -topk8 -scrypt -out k"
      })
  void whatOpensslEncryptsWeRead(String command) throws Exception {
    opensslKey("EC", "ec_paramgen_curve:P-256");
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of("-in", "plain.pem", "-passout", "file:password"));
    openssl(words.toArray(String[]::new));
    assertThat(show("k", "password").out()).contains(id(), "a file, under a password");
    assertThat(show("k", "wrong").err()).contains("the password is wrong");
  }

  @ParameterizedTest(name = "pkcs12 -export {0}")
  @ValueSource(strings = {"-certpbe AES-256-CBC", "-legacy"})
  void pkcs12IsReadByItsEntry(String option) throws Exception {
    opensslKey("EC", "ec_paramgen_curve:P-256");
    pkcs12(option, "release");
    assertThat(show("k.p12", "ascii").out()).contains(id(), "a PKCS#12 file");
    assertThat(show("k.p12#release", "ascii").out()).contains(id());
    assertThat(show("k.p12#stranger", "ascii").err()).contains("after `#`: `release`");
    assertThat(show("k.p12", "wrong").err()).contains("the password is wrong");
    assertThat(show("k.p12", "password").err()).contains("is not ASCII");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "RSA, rsa_keygen_bits:2048, RSA",
    "EC, ec_paramgen_curve:P-384, ECDSA on another curve",
    "ED25519, , Ed25519",
    "X25519, , of another kind"
  })
  void keysOfOtherKindsAreNamedAndRefused(String algorithm, String option, String kind)
      throws Exception {
    opensslKey(algorithm, option);
    openssl("pkcs8", "-topk8", "-in", "plain.pem", "-passout", "file:password", "-out", "k");
    Bench.Ran ran = show("k", "password");
    assertThat(ran.err()).contains("not ECDSA on P-256 but " + kind);
    assertThat(ran.code()).isEqualTo(3);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "pkcs8 -topk8 -v1 PBE-SHA1-3DES, by a scheme that is not taken",
    "pkcs8 -topk8 -v2 des3, by a cipher that is not taken",
    "pkcs8 -topk8 -iter 10000001, 1 to 10000000 are allowed"
  })
  void whatIsWeakOrKeepsTheMachineBusyIsRefused(String command, String why) throws Exception {
    opensslKey("EC", "ec_paramgen_curve:P-256");
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of("-in", "plain.pem", "-passout", "file:password", "-out", "k"));
    openssl(words.toArray(String[]::new));
    assertThat(show("k", "password").err()).contains(why);
  }

  @Test
  void truncatedKeysAreRefused() throws Exception {
    opensslKey("EC", "ec_paramgen_curve:P-256");
    pkcs12("-certpbe AES-256-CBC", "release");
    generate("ours.pem");
    for (String name : List.of("k.p12", "ours.pem")) {
      byte[] whole = Files.readAllBytes(folder.resolve(name));
      for (int length = 0; length < whole.length; length += 1 + whole.length / 12) {
        Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
        Bench.Ran ran = show("cut", name.endsWith(".p12") ? "ascii" : "password");
        assertThat(ran.code()).as("%s cut at %d: %s", name, length, ran.err()).isEqualTo(3);
      }
    }
  }

  @Test
  void noOutputHoldsAPasswordOrAKey() throws Exception {
    List<Bench.Ran> all = new ArrayList<>();
    all.add(generate("ours.pem"));
    all.add(show("ours.pem", "password"));
    all.add(show("ours.pem", "wrong"));
    all.add(
        new Bench()
            .environment("SEAWORTHY_DEBUG", "1")
            .environment(KeyPassword.VARIABLE, PASSWORD)
            .run("keys", "show", folder.resolve("ours.pem")));
    all.add(new Bench().run("keys", "generate", "-o", folder.resolve("clear.pem")));
    String key =
        Files.readString(folder.resolve("clear.pem")).lines().skip(1).findFirst().orElse("");
    all.add(new Bench().run("keys", "show", folder.resolve("clear.pem")));
    assertThat(all)
        .allSatisfy(ran -> assertThat(ran.out() + ran.err()).doesNotContain(PASSWORD, key));
  }

  @Test
  void aKeyThatOthersMayReadIsTold() throws IOException {
    Path key = folder.resolve("clear.pem");
    new Bench().run("keys", "generate", "-o", key);
    assertThat(new Bench().run("keys", "check", key).code()).isZero();
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    Bench.Ran ran = new Bench().run("keys", "check", key);
    assertThat(ran.out()).contains("EXPOSED");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void aPasswordFileThatOthersMayReadIsRefused() throws IOException {
    generate("ours.pem");
    Files.setPosixFilePermissions(
        folder.resolve("password"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(show("ours.pem", "password").err()).contains("may be read by others");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "pkcs11:token=a;object=b, `module-path` is missing",
    "pkcs11:object=b?module-path=/x, `token` is missing",
    "pkcs11:token=a;token=b?module-path=/x, `token` is there twice",
    "pkcs11:token=%zz;object=b?module-path=/x, hexadecimal",
    "pkcs11:token=a;object=b?module-path=/x&pin-source=%00, a path in it is none",
    "pkcs11:token=a;object=b?module-path=/none&pin-source=/x, there is no library `/none`",
    "pkcs11:token=a;object=b?module-name=x, an attribute that is not taken",
    "other://key?secret, nothing here signs by keys of `other://`"
  })
  void unfitUrisAreRefused(String uri, String why) {
    Bench.Ran ran = new Bench().run("keys", "show", uri);
    assertThat(ran.err()).contains(why).doesNotContain("secret");
    assertThat(ran.code()).isEqualTo(3);
  }

  private Bench.Ran generate(String name) {
    return new Bench()
        .run(
            "keys",
            "generate",
            "--encrypt",
            "--key-password-file",
            folder.resolve("password"),
            "-o",
            folder.resolve(name));
  }

  private Bench.Ran show(String key, String password) {
    return new Bench()
        .run("keys", "show", folder.resolve(key), "--key-password-file", folder.resolve(password));
  }

  /** Of the key that OpenSSL made, by its public half. */
  private String id() throws Exception {
    openssl("pkey", "-in", "plain.pem", "-pubout", "-out", "plain.pub");
    String shown = new Bench().run("keys", "show", folder.resolve("plain.pub")).out();
    return shown.lines().filter(line -> line.contains("SHA256:")).findFirst().orElseThrow().strip();
  }

  private void opensslKey(String algorithm, String option) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("genpkey", "-algorithm", algorithm, "-out", "plain.pem"));
    if (option != null) {
      words.addAll(List.of("-pkeyopt", option));
    }
    openssl(words.toArray(String[]::new));
  }

  private void pkcs12(String option, String name) throws Exception {
    openssl("req", "-x509", "-new", "-key", "plain.pem", "-subj", "/CN=k", "-out", "plain.crt");
    List<String> words = new ArrayList<>(List.of("pkcs12", "-export", "-name", name));
    words.addAll(List.of(option.split(" ")));
    words.addAll(List.of("-inkey", "plain.pem", "-in", "plain.crt", "-out", "k.p12"));
    words.addAll(List.of("-passout", "file:ascii"));
    openssl(words.toArray(String[]::new));
  }

  private void openssl(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words));
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("openssl.log").toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "there is no `openssl` on the PATH");
      return;
    }
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("openssl.log"))).isZero();
  }

  private void secret(String name, String text) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }
}
