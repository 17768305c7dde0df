package dev.seaworthy.collectors.tls.nginx;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** An nginx that runs by the {@code nginx.conf} of a folder until it is closed. */
final class RunningNginx implements AutoCloseable {
  private static final int TRIES = 200;
  private static final int PAUSE_MILLIS = 100;

  private final Path folder;
  private final Process process;

  private RunningNginx(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  static RunningNginx start(Path program, Path folder) throws IOException {
    return new RunningNginx(
        folder,
        new ProcessBuilder(
                program.toString(),
                "-p",
                folder.toString(),
                "-c",
                folder.resolve("nginx.conf").toString(),
                "-e",
                folder.resolve("error.log").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.log").toFile())
            .start());
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Waits until it takes connections at {@code port}. */
  void await(int port) throws IOException, InterruptedException {
    for (int i = 0; i < TRIES && process.isAlive(); i++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (ConnectException e) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    throw new IOException("nginx did not start: " + Files.readString(folder.resolve("out.log")));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
