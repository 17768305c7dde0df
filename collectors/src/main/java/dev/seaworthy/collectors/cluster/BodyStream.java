package dev.seaworthy.collectors.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, fetched as fast as it is read and no faster. A server that falls silent
 * ends it.
 */
final class BodyStream extends InputStream implements AsyncBody.Consumer<List<ByteBuffer>> {
  /** What the network brought: bytes, or the end, with its reason if it is a bad one. */
  private record Arrival(List<ByteBuffer> buffers, boolean last, @Nullable Throwable fault) {}

  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final Deque<ByteBuffer> ready = new ArrayDeque<>();
  private final Duration silence;
  private @Nullable AsyncBody body;
  private boolean ended;

  BodyStream(Duration silence) {
    this.silence = silence;
  }

  /** Begins with the answer's body, whose bytes come to {@link #consume}. */
  void begin(AsyncBody answer) {
    body = answer;
    // Whoever reads is told of a fault; the future itself has nothing to add.
    CompletableFuture<?> unused =
        answer
            .done()
            .whenComplete((ignored, fault) -> arrivals.add(new Arrival(List.of(), true, fault)));
  }

  @Override
  public void consume(List<ByteBuffer> buffers, AsyncBody from) {
    arrivals.add(new Arrival(buffers, false, null));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended && ready.isEmpty()) {
      fetch();
    }
    ByteBuffer first = ready.peek();
    if (first == null) {
      return -1;
    }
    int count = Math.min(length, first.remaining());
    first.get(to, offset, count);
    if (!first.hasRemaining()) {
      ready.remove();
    }
    return count;
  }

  @Override
  public void close() {
    ended = true;
    ready.clear();
    if (body != null) {
      body.cancel();
    }
  }

  private void fetch() throws IOException {
    if (body == null) {
      throw new IllegalStateException("there is no answer yet");
    }
    body.consume();
    Arrival arrival = next();
    arrival.buffers().stream().filter(ByteBuffer::hasRemaining).forEach(ready::add);
    ended = arrival.last();
    if (arrival.fault() != null) {
      throw new IOException("the connection broke", arrival.fault());
    }
  }

  private Arrival next() throws IOException {
    try {
      Arrival arrival = arrivals.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
      if (arrival == null) {
        throw new SocketTimeoutException("no byte came for " + silence.toSeconds() + " s");
      }
      return arrival;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("reading was interrupted");
    }
  }
}
