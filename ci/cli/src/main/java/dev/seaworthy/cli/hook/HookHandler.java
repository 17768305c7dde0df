package dev.seaworthy.cli.hook;

import dev.seaworthy.admission.web.Reply;
import dev.seaworthy.engine.json.CanonicalJson;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/** Answers {@code POST /hooks/NAME}. */
final class HookHandler extends Handler.Abstract implements AutoCloseable {
  static final String PATH = "/hooks/";

  /** Events of requests have some ten thousand bytes; a description has up to 64 KiB or 1 MiB. */
  static final int MAX_BYTES = 4 << 20;

  /** How many events are read at once. */
  private static final int MOST_READ = 16;

  private static final String RETRY_SECONDS = "30";

  private final Intake intake;
  private final HookMetrics metrics;
  private final HookLog log;
  private final Duration patience;
  private final Semaphore room = new Semaphore(MOST_READ);
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

  /**
   * A handler.
   *
   * @param patience how long an event may take to come in
   */
  HookHandler(Intake intake, HookMetrics metrics, HookLog log, Duration patience) {
    this.intake = intake;
    this.metrics = metrics;
    this.log = log;
    this.patience = patience;
    timer.setRemoveOnCancelPolicy(true);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (!path.startsWith(PATH)) {
      return false;
    }
    String forge = path.substring(PATH.length());
    Headers headers = new Headers(name -> Optional.ofNullable(request.getHeaders().get(name)));
    try {
      requireReadable(request);
      intake.require(forge, headers);
      if (!room.tryAcquire()) {
        throw HookProblems.full();
      }
    } catch (HookException e) {
      refuse(forge, e, response, callback);
      return true;
    }
    read(request, response, callback, forge, headers);
    return true;
  }

  private static void requireReadable(Request request) throws HookException {
    if (!request.getMethod().equals("POST")) {
      throw HookProblems.notPosted();
    }
    String type = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE)).orElse("");
    String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!plain.equals("application/json")) {
      throw HookProblems.notJson();
    }
    if (request.getLength() > MAX_BYTES) {
      throw HookProblems.tooLarge(MAX_BYTES);
    }
  }

  /** Who sends slowly must not keep the others out. */
  private void read(
      Request request, Response response, Callback callback, String forge, Headers headers) {
    Future<?> late =
        timer.schedule(
            () -> request.fail(new TimeoutException("sent too slowly")),
            patience.toMillis(),
            TimeUnit.MILLISECONDS);
    Content.Source.asByteArrayAsync(
        request,
        MAX_BYTES,
        Promise.Invocable.from(
            InvocationType.BLOCKING,
            body -> {
              late.cancel(false);
              room.release();
              answer(forge, headers, body, response, callback);
            },
            failure -> {
              late.cancel(false);
              room.release();
              refuse(forge, HookProblems.tooLarge(MAX_BYTES), response, callback);
            }));
  }

  private void answer(
      String forge, Headers headers, byte[] body, Response response, Callback callback) {
    Answer answer;
    try {
      answer = intake.accept(forge, headers, body);
    } catch (HookException e) {
      refuse(forge, e, response, callback);
      return;
    }
    metrics.answered(forge, answer.kind(), answer.result());
    log.answered(forge, answer.delivery(), answer.kind(), answer.result(), answer.about());
    String said =
        answer.status() == 204
            ? ""
            : CanonicalJson.of(Map.of("result", answer.result())).toString();
    Reply.send(response, callback, answer.status(), Reply.JSON, said);
  }

  private void refuse(String forge, HookException e, Response response, Callback callback) {
    // A path that is not known is not counted under its own name: anybody may make one up.
    String counted = e.status() == 404 ? "unknown" : forge;
    metrics.answered(counted, "", "refused-" + e.status());
    log.refused(counted, e);
    if (e.status() == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
    }
    Reply.problem(response, callback, e.status(), e.problem());
  }

  @Override
  public void close() {
    List<Runnable> unused = timer.shutdownNow();
    assert unused != null;
  }
}
