package dev.seaworthy.cli;

import dev.seaworthy.cli.stamp.TestStampServer;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.stamp.TestAuthority;
import dev.seaworthy.engine.x509.CertificateChain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Time-stamp authorities that answer, and their certificates in the folder of a trust root. */
final class TestAuthorities implements AutoCloseable {
  private final Path folder;
  private final List<TestStampServer> servers = new ArrayList<>();

  TestAuthorities(Path folder) {
    this.folder = folder;
  }

  /**
   * Starts one.
   *
   * @param now what its clock always says
   * @return its address
   */
  String start(String name, Instant from, Instant until, Instant now) throws Exception {
    SecureRandom random = new SecureRandom();
    TestAuthority authority =
        TestAuthority.of(SigningKey.generate(random), SigningKey.generate(random), from, until);
    Files.writeString(folder.resolve(name + "-tsa.pem"), CertificateChain.toPem(authority.chain()));
    TestStampServer server = TestStampServer.start(authority, Clock.fixed(now, ZoneOffset.UTC), 0);
    servers.add(server);
    return server.address().toString();
  }

  /** Lines of a trust root that trust those of these names. */
  static String trusted(String... names) {
    return Stream.of(names)
        .map("- {name: %1$s, role: timestamp-authority, file: %1$s-tsa.pem}\n"::formatted)
        .collect(Collectors.joining());
  }

  @Override
  public void close() {
    servers.forEach(TestStampServer::close);
  }
}
