package dev.seaworthy.collectors.tls.probe;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * One connection, which ends at its deadline whatever the server does: a byte now and then does not
 * prolong it.
 */
final class Link implements Closeable {
  private final Socket socket;
  private final InputStream in;
  private long deadline;
  private long received;

  private Link(Socket socket, long deadline) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.deadline = deadline;
  }

  /**
   * Connects.
   *
   * @param connecting how long that may take
   * @param whole how long all of it may take
   */
  static Link to(InetSocketAddress address, Duration connecting, Duration whole)
      throws IOException {
    long deadline = System.nanoTime() + whole.toNanos();
    Socket socket = new Socket();
    try {
      socket.connect(address, (int) Math.max(1, Math.min(connecting.toMillis(), whole.toMillis())));
      socket.setTcpNoDelay(true);
      return new Link(socket, deadline);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** As many bytes as asked; fewer only where the server closes before. */
  byte[] read(int count) throws IOException {
    byte[] bytes = new byte[count];
    int filled = 0;
    while (filled < count) {
      int read = read(bytes, filled, count - filled);
      if (read < 0) {
        return java.util.Arrays.copyOf(bytes, filled);
      }
      filled += read;
    }
    return bytes;
  }

  byte[] readAll(int count) throws IOException {
    byte[] bytes = read(count);
    if (bytes.length < count) {
      throw new EOFException("the connection closed");
    }
    return bytes;
  }

  int read(byte[] into, int offset, int length) throws IOException {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("the time of the connection ran out");
    }
    socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
    int read = in.read(into, offset, length);
    received += Math.max(0, read);
    return read;
  }

  /** Has it end after {@code atMost}, where it would last longer. */
  void hurry(Duration atMost) {
    long sooner = System.nanoTime() + atMost.toNanos();
    deadline = sooner - deadline < 0 ? sooner : deadline;
  }

  /** Bytes that came so far. */
  long received() {
    return received;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
