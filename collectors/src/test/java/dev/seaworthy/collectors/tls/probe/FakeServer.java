package dev.seaworthy.collectors.tls.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on 127.0.0.1 that treats each connection as it is told to. */
final class FakeServer implements AutoCloseable {
  /** What it does with a connection, which is closed afterwards. */
  @FunctionalInterface
  interface Manner {
    void treat(Socket socket) throws IOException, InterruptedException;
  }

  /** Until the client gives up. */
  static final Manner HANGS = socket -> socket.getInputStream().readAllBytes();

  static final Manner CLOSES = socket -> hello(socket);
  static final Manner RESETS =
      socket -> {
        hello(socket);
        socket.setSoLinger(true, 0);
      };
  static final Manner ALERTS = answering("15 0301 0002 02 28");
  static final Manner SPEAKS_HTTP =
      socket -> {
        hello(socket);
        socket
            .getOutputStream()
            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      };
  static final Manner DRIPS =
      socket -> {
        hello(socket);
        byte[] flight = HexFormat.of().parseHex("16030300ff020000fb0303");
        for (int i = 0; i < 200; i++) {
          socket.getOutputStream().write(flight[Math.min(i, flight.length - 1)]);
          Thread.sleep(100);
        }
      };

  private final ServerSocket listening;
  private final AtomicInteger all = new AtomicInteger();

  FakeServer(Manner manner) {
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(() -> accept(manner));
  }

  /** Answers every hello with the same bytes. */
  static Manner answering(String hex) {
    byte[] answer = HexFormat.of().parseHex(hex.replace(" ", ""));
    return socket -> {
      hello(socket);
      socket.getOutputStream().write(answer);
    };
  }

  /**
   * What a client asks.
   *
   * @param version of TLS 1.3, what its extension says
   */
  record Asked(ProtocolVersion version, Set<Integer> suites) {
    static Asked of(ProtocolVersion version, byte[] codes) {
      Set<Integer> suites = new HashSet<>();
      for (int i = 0; i + 1 < codes.length; i += 2) {
        suites.add(((codes[i] & 0xff) << 8) | (codes[i + 1] & 0xff));
      }
      return new Asked(version, suites);
    }

    boolean offers(int suite) {
      return suites.contains(suite);
    }
  }

  /** Reads what the client says first. */
  static Asked hello(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] header = in.readNBytes(5);
    if ((header[0] & 0x80) != 0) {
      in.readNBytes((((header[0] & 0x7f) << 8) | (header[1] & 0xff)) - 3);
      return new Asked(ProtocolVersion.SSL_2, Set.of());
    }
    byte[] body = in.readNBytes(((header[3] & 0xff) << 8) | (header[4] & 0xff));
    try {
      Cursor cursor = new Cursor(body);
      cursor.raw(4);
      int code = cursor.u16();
      cursor.raw(ClientHello.RANDOM_BYTES);
      cursor.vector8();
      byte[] suites = cursor.vector16();
      boolean newest = HexFormat.of().formatHex(body).contains("002b0003020304");
      return Asked.of(
          newest ? ProtocolVersion.TLS_1_3 : ProtocolVersion.of(code).orElseThrow(), suites);
    } catch (BrokenAnswerException e) {
      throw new IOException(e);
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  int connections() {
    return all.get();
  }

  ProbeTarget target() {
    return target(StartTls.NONE, "erp.example");
  }

  ProbeTarget target(StartTls startTls, String serverName) {
    return new ProbeTarget(
        "erp.example",
        port(),
        java.util.Optional.of("127.0.0.1"),
        startTls,
        java.util.Optional.of(serverName));
  }

  private void accept(Manner manner) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        all.incrementAndGet();
        start(() -> treat(manner, socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void treat(Manner manner, Socket socket) {
    try (socket) {
      manner.treat(socket);
    } catch (IOException e) {
      // The client was first to end it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "fake-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
