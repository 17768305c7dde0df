package dev.seaworthy.admission;

import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import java.time.Instant;
import java.util.List;

/** What each control says of one object, before modes decide what becomes of it. */
public final class ObjectAnswers {
  /**
   * What one control says.
   *
   * @param findings what the request would make wrong
   * @param doubts what could not be told
   */
  public record Said(Control control, List<Finding> findings, List<Doubt> doubts) {
    public Said {
      findings = List.copyOf(findings);
      doubts = List.copyOf(doubts);
    }
  }

  private final ObjectJudge judge;

  /**
   * @throws PolicyException if a bundle cannot be run
   */
  public ObjectAnswers(PolicyRuntime runtime, Rules rules, KubernetesCollector collector)
      throws PolicyException {
    this.judge = new ObjectJudge(runtime, rules, collector);
  }

  /**
   * Asks the controls that the review's object is enough for.
   *
   * @param review of a request that stores an object
   * @return in the order of the controls' ids
   */
  public List<Said> of(AdmissionReview review, Instant now) throws PolicyException {
    return judge.judge(review, now).answers().stream()
        .map(one -> new Said(one.control(), one.fresh(), one.doubts()))
        .toList();
  }
}
