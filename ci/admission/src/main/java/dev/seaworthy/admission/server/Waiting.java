package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionRequest;
import dev.seaworthy.admission.Decision;
import dev.seaworthy.admission.Reviewer;
import dev.seaworthy.engine.evidence.Problem;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request that waits for its one answer, whoever gives it first. */
final class Waiting {
  private final AdmissionRequest request;
  private final Reviewer reviewer;
  private final Consumer<Decision> then;
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile @Nullable Future<?> deadline;

  Waiting(AdmissionRequest request, Reviewer reviewer, Consumer<Decision> then) {
    this.request = request;
    this.reviewer = reviewer;
    this.then = then;
  }

  AdmissionRequest request() {
    return request;
  }

  Reviewer reviewer() {
    return reviewer;
  }

  boolean isAnswered() {
    return answered.get();
  }

  /** What gives an answer in the end; given up once there is one, for it holds the request. */
  void until(Future<?> last) {
    deadline = last;
    if (isAnswered()) {
      last.cancel(false);
    }
  }

  /** Answers that the request was not judged; false if it was answered before. */
  boolean undecided(Problem why) {
    return !isAnswered() && answer(reviewer.undecided(request, why));
  }

  /** Answers; false if it was answered before. */
  boolean answer(Decision decision) {
    if (!answered.compareAndSet(false, true)) {
      return false;
    }
    Future<?> last = deadline;
    if (last != null) {
      last.cancel(false);
    }
    then.accept(decision);
    return true;
  }
}
