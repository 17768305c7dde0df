package dev.seaworthy.collectors.cluster;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list of {@link FakeApi} that can be watched, too. */
final class FakeWatch implements FakeApi.Handler {
  private static final Pattern SECONDS = Pattern.compile("timeoutSeconds=([0-9]+)");
  private static final String BREAK = "break";
  private static final String STALL = "stall";

  private final String kind;
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final AtomicInteger lists = new AtomicInteger();
  private final AtomicInteger watches = new AtomicInteger();
  private volatile List<String> items;
  private volatile int refusal;
  private volatile int watchRefusal;
  private volatile String lastWatch = "";

  FakeWatch(String kind, String... items) {
    this.kind = kind;
    this.items = List.of(items);
  }

  /** What the next list holds. */
  FakeWatch holding(String... now) {
    items = List.of(now);
    return this;
  }

  /** Lists and watches are answered by {@code code} from now on; 0 for as they should be. */
  void refuse(int code) {
    refusal = code;
  }

  /** The same of watches alone. */
  void refuseWatches(int code) {
    watchRefusal = code;
  }

  /** Sends an event, in which {@code '} stands for {@code "}. */
  void send(String type, String object) {
    events.add("{'type': '%s', 'object': %s}\n".formatted(type, object));
  }

  /** Sends bytes as they are. */
  void sendText(String text) {
    events.add(text);
  }

  /** Breaks the connection of the watch. */
  void breakOff() {
    events.add(BREAK);
  }

  /** Sends nothing more, and does not end the watch. */
  void stall() {
    events.add(STALL);
  }

  int lists() {
    return lists.get();
  }

  int watches() {
    return watches.get();
  }

  /** The query of the newest watch. */
  String lastWatch() {
    return lastWatch;
  }

  @Override
  public void answer(HttpExchange exchange, String query) throws IOException {
    boolean watch = query.contains("watch=1");
    int code = refusal == 0 && watch ? watchRefusal : refusal;
    if (code != 0) {
      FakeApi.send(exchange, code, "application/json", "{'kind': 'Status', 'message': 'no'}");
    } else if (watch) {
      watch(exchange, query);
    } else {
      lists.incrementAndGet();
      FakeApi.send(
          exchange, 200, "application/json", FakeApi.list(kind, "", items.toArray(new String[0])));
    }
  }

  private void watch(HttpExchange exchange, String query) throws IOException {
    watches.incrementAndGet();
    lastWatch = query;
    Matcher seconds = SECONDS.matcher(query);
    long end =
        System.nanoTime()
            + TimeUnit.SECONDS.toNanos(seconds.find() ? Long.parseLong(seconds.group(1)) : 1);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.flush();
    try {
      while (System.nanoTime() < end) {
        String event = events.poll(20, TimeUnit.MILLISECONDS);
        if (BREAK.equals(event)) {
          throw new IOException("the connection breaks");
        } else if (STALL.equals(event)) {
          Thread.sleep(TimeUnit.MINUTES.toMillis(1));
        } else if (event != null) {
          out.write(event.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
          out.flush();
        }
      }
      out.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
