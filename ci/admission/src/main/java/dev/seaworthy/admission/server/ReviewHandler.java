package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionRequest;
import dev.seaworthy.admission.Decision;
import dev.seaworthy.admission.ReviewReader;
import dev.seaworthy.admission.web.Reply;
import dev.seaworthy.engine.evidence.Problem;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/** Answers {@code POST /validate}. */
final class ReviewHandler extends Handler.Abstract {
  static final String PATH = "/validate";

  /** The part of the API server's patience that may be used: its answer has to travel too. */
  private static final double PATIENCE = 0.8;

  private final Desk desk;
  private final Room room;
  private final Duration deadline;
  private final Metrics metrics;
  private final EventLog log;
  private final DecisionKeeper decisions;

  ReviewHandler(
      Desk desk,
      Room room,
      Duration deadline,
      Metrics metrics,
      EventLog log,
      DecisionKeeper decisions) {
    this.decisions = decisions;
    this.desk = desk;
    this.room = room;
    this.deadline = deadline;
    this.metrics = metrics;
    this.log = log;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!Request.getPathInContext(request).equals(PATH)) {
      return false;
    }
    if (!request.getMethod().equals("POST")) {
      refuse(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, notPosted());
      return true;
    }
    if (request.getLength() > ReviewReader.MAX_BYTES) {
      // Who is answered before all is sent may see a broken connection in place of the answer.
      Content.Source.consumeAll(
          request,
          Callback.from(
              () -> refuse(response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413, tooLarge())));
      return true;
    }
    Duration time = time(request);
    long begin = System.nanoTime();
    // Who does not say how long a review is may send one of any length.
    long bytes = request.getLength() < 0 ? ReviewReader.MAX_BYTES : request.getLength();
    room.ask(
        bytes,
        time,
        request.getContext(),
        new Room.Guest() {
          @Override
          public void enter() {
            Duration left = time.minusNanos(System.nanoTime() - begin);
            read(request, response, callback, left, () -> room.leave(bytes));
          }

          @Override
          public void turnAway() {
            metrics.notJudged("memory");
            Content.Source.consumeAll(
                request,
                Callback.from(
                    () ->
                        refuse(
                            response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, noMemory())));
          }
        });
    return true;
  }

  private void read(
      Request request, Response response, Callback callback, Duration time, Runnable gone) {
    // Who sends slowly must not keep the others out.
    Future<?> late =
        room.later(deadline, () -> request.fail(new TimeoutException("sent too slowly")));
    Content.Source.asByteArrayAsync(
        request,
        ReviewReader.MAX_BYTES,
        Promise.Invocable.from(
            InvocationType.BLOCKING,
            body -> {
              late.cancel(false);
              desk.decide(body, time, caller(System.nanoTime(), response, callback), gone);
            },
            failure -> {
              late.cancel(false);
              gone.run();
              // Jetty says so where more comes than fits, or the client went away.
              refuse(response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413, tooLarge());
            }));
  }

  /** The server's own deadline, or what the caller leaves. */
  private Duration time(Request request) {
    String timeout = Request.extractQueryParameters(request).getValue("timeout");
    return TimeoutParameter.parse(timeout == null ? "" : timeout)
        .map(given -> Duration.ofNanos((long) (given.toNanos() * PATIENCE)))
        .filter(given -> given.compareTo(deadline) < 0)
        .orElse(deadline);
  }

  private Waiting.Caller caller(long begin, Response response, Callback callback) {
    return new Waiting.Caller() {
      @Override
      public void decided(AdmissionRequest request, Decision decision) {
        decisions.keep(request, decision);
        String answer = decision.toReview().toString();
        Reply.send(response, callback, HttpStatus.OK_200, Reply.JSON, answer);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        metrics.answered(request, decision, took);
        log.decision(request, decision, took);
      }

      @Override
      public void refused(Problem problem) {
        refuse(response, callback, HttpStatus.BAD_REQUEST_400, problem);
      }
    };
  }

  private void refuse(Response response, Callback callback, int status, Problem problem) {
    metrics.refused(status);
    Reply.problem(response, callback, status, problem);
  }

  private static Problem notPosted() {
    return new Problem(
        "NOT_POSTED", "reviews are posted", "let the API server send them: `POST " + PATH + "`");
  }

  private static Problem noMemory() {
    return new Problem(
        "OVERLOADED",
        "there was no memory to read the review",
        "try again; add replicas of the webhook, or raise --waiting-mib, if it stays so");
  }

  private static Problem tooLarge() {
    return new Problem(
        "TOO_LARGE",
        "the review is larger than %d bytes".formatted(ReviewReader.MAX_BYTES),
        "leave its resource out of the webhook's rules");
  }
}
