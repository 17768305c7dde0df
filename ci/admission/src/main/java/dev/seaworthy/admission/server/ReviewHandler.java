package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionRequest;
import dev.seaworthy.admission.Decision;
import dev.seaworthy.admission.ReviewReader;
import dev.seaworthy.engine.evidence.Problem;
import java.time.Duration;
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
  private final Duration deadline;
  private final Metrics metrics;
  private final EventLog log;
  private final DecisionKeeper decisions;

  ReviewHandler(
      Desk desk, Duration deadline, Metrics metrics, EventLog log, DecisionKeeper decisions) {
    this.decisions = decisions;
    this.desk = desk;
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
    Content.Source.asByteArrayAsync(
        request,
        ReviewReader.MAX_BYTES,
        Promise.Invocable.from(
            InvocationType.BLOCKING,
            body -> desk.decide(body, time, caller(System.nanoTime(), response, callback)),
            // Jetty says so where more comes than fits, or the client went away.
            failure -> refuse(response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413, tooLarge())));
    return true;
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

  private static Problem tooLarge() {
    return new Problem(
        "TOO_LARGE",
        "the review is larger than %d bytes".formatted(ReviewReader.MAX_BYTES),
        "leave its resource out of the webhook's rules");
  }
}
