package dev.seaworthy.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.log.ConsistencyProof;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A witness as C2SP tlog-witness and tlog-cosignature describe one, written from these; {@code
 * ci/conformance/transparency-log} asks transparency-dev's.
 */
final class StandInWitness implements AutoCloseable {
  private static final Instant SEEN = Instant.parse("2026-11-25T08:00:00Z");

  private final Ed25519PrivateKeyParameters key =
      new Ed25519PrivateKeyParameters(new SecureRandom());
  private final VerificationKey log;
  private final String name;
  private final HttpServer server;

  /** The last checkpoint that it signed, and of how many entries. */
  private String seen = "";

  private long size;
  private int asked;

  StandInWitness(String name, VerificationKey log) throws IOException {
    this.name = name;
    this.log = log;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/w/add-checkpoint", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/w";
  }

  /** Its verifier key. */
  String vkey() {
    byte[] typed = ByteBuffer.allocate(33).put((byte) 4).put(publicKey()).array();
    return "%s+%s+%s\n"
        .formatted(name, HexFormat.of().formatHex(id()), Base64.getEncoder().encodeToString(typed));
  }

  /** How often it was asked. */
  int asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    asked++;
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try {
      ConsistencyProof request = ConsistencyProof.parse(body);
      if (request.from() != size) {
        exchange.getResponseHeaders().set("Content-Type", "text/x.tlog.size");
        send(exchange, 409, size + "\n");
        return;
      }
      if (size > 0) {
        request.verify(seen, LogTrust.of(log));
      }
      seen = request.note();
      size = Long.parseLong(seen.split("\n", -1)[1]);
      send(exchange, 200, line(seen.substring(0, seen.lastIndexOf("\n\n") + 1)));
    } catch (LogException e) {
      send(exchange, 422, "");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String line(String checkpoint) {
    byte[] message =
        ("cosignature/v1\ntime " + SEEN.getEpochSecond() + "\n" + checkpoint)
            .getBytes(StandardCharsets.UTF_8);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    byte[] signature = signer.generateSignature();
    byte[] all =
        ByteBuffer.allocate(4 + Long.BYTES + signature.length)
            .put(id())
            .putLong(SEEN.getEpochSecond())
            .put(signature)
            .array();
    return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(all) + "\n";
  }

  private byte[] publicKey() {
    return key.generatePublicKey().getEncoded();
  }

  private byte[] id() {
    MessageDigest sha = Digest.sha256();
    sha.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 4);
    return Arrays.copyOf(sha.digest(publicKey()), 4);
  }
}
