package dev.seaworthy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for 127.0.0.1 that signs itself, made by the JDK's own keytool.
 *
 * @param chain PEM file
 * @param key PEM file
 * @param trusting trusts this certificate alone
 */
record TestCertificate(Path chain, Path key, SSLContext trusting) {
  private static final String PASSWORD = "changeit";

  static TestCertificate issue(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("keys.p12");
    keytool(file);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    byte[] key = keys.getKey("webhook", PASSWORD.toCharArray()).getEncoded();
    byte[] certificate = keys.getCertificate("webhook").getEncoded();
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("webhook", keys.getCertificate("webhook"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return new TestCertificate(
        Files.writeString(folder.resolve("tls.crt"), pem("CERTIFICATE", certificate)),
        Files.writeString(folder.resolve("tls.key"), pem("PRIVATE KEY", key)),
        context);
  }

  private static void keytool(Path file) throws IOException, InterruptedException {
    String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String words =
        "-genkeypair -alias webhook -keyalg EC -groupname secp256r1 -dname CN=webhook"
            + " -ext san=ip:127.0.0.1 -validity 1 -storetype PKCS12 -storepass "
            + PASSWORD
            + " -keystore ";
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(words.strip().split(" ")));
    command.add(file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(output);
    }
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, Base64.getMimeEncoder().encodeToString(content), type);
  }
}
