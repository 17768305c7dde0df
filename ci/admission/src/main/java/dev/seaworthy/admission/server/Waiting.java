package dev.seaworthy.admission.server;

import com.google.common.primitives.Bytes;
import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.AdmissionRequest;
import dev.seaworthy.admission.Decision;
import dev.seaworthy.admission.ReviewReader;
import dev.seaworthy.admission.Reviewer;
import dev.seaworthy.admission.glass.GlassToken;
import dev.seaworthy.engine.evidence.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A review that waits for its one answer, whoever gives it first. It waits as bytes: what finds no
 * room is not worth reading.
 */
final class Waiting {
  /** Who sent the review; told once, on whatever thread there is an answer. */
  interface Caller {
    void decided(AdmissionRequest request, Decision decision);

    /** What was sent is no review. */
    void refused(Problem problem);
  }

  private static final byte[] ANNOTATION =
      GlassToken.ANNOTATION.getBytes(StandardCharsets.US_ASCII);

  private final byte[] body;
  private final Reviewer reviewer;
  private final Clock clock;
  private final Caller caller;
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile @Nullable Future<?> deadline;

  Waiting(byte[] body, Reviewer reviewer, Clock clock, Caller caller) {
    this.clock = clock;
    this.body = body;
    this.reviewer = reviewer;
    this.caller = caller;
  }

  byte[] body() {
    return body;
  }

  Reviewer reviewer() {
    return reviewer;
  }

  boolean isAnswered() {
    return answered.get();
  }

  /** What gives an answer in the end; given up once there is one, for it holds the review. */
  void until(Future<?> last) {
    deadline = last;
    if (isAnswered()) {
      last.cancel(false);
    }
  }

  /** Answers that the object was not judged; false if there was an answer before. */
  boolean undecided(Problem why) {
    if (isAnswered()) {
      return false;
    }
    try {
      AdmissionRequest request = ReviewReader.readRequest(body);
      Decision decision = reviewer.undecided(request, why);
      return decided(request, decision.allowed() ? decision : heedingToken(decision, why));
    } catch (AdmissionException e) {
      return refused(e.problem());
    }
  }

  /** The object is read after all where a refusal might be lifted by what it holds. */
  private Decision heedingToken(Decision refusal, Problem why) {
    if (!reviewer.heedsTokens() || Bytes.indexOf(body, ANNOTATION) < 0) {
      return refusal;
    }
    try {
      return reviewer.undecided(ReviewReader.read(body), why, clock.instant());
    } catch (AdmissionException e) {
      return refusal;
    }
  }

  /** Answers; false if there was an answer before. */
  boolean decided(AdmissionRequest request, Decision decision) {
    return answer(() -> caller.decided(request, decision));
  }

  /** Answers that it is no review; false if there was an answer before. */
  boolean refused(Problem problem) {
    return answer(() -> caller.refused(problem));
  }

  private boolean answer(Runnable telling) {
    if (!answered.compareAndSet(false, true)) {
      return false;
    }
    Future<?> last = deadline;
    if (last != null) {
      last.cancel(false);
    }
    telling.run();
    return true;
  }
}
