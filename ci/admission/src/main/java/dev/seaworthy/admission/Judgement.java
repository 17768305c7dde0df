package dev.seaworthy.admission;

import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Outcome.WaivedFinding;
import java.util.List;

/**
 * What came of one request.
 *
 * @param answers of the controls that were asked, in id order
 * @param notAsked controls that look at this kind of object and need more than there is
 */
record Judgement(List<Answer> answers, List<Control> notAsked) {
  /**
   * What one control says.
   *
   * @param fresh what the request would make wrong
   * @param standing what was wrong with the object before
   * @param waived what would be wrong with the object, and the waiver that covers it
   * @param doubts what could not be told
   */
  record Answer(
      Control control,
      List<Finding> fresh,
      List<Finding> standing,
      List<WaivedFinding> waived,
      List<Doubt> doubts) {
    Answer {
      fresh = List.copyOf(fresh);
      standing = List.copyOf(standing);
      waived = List.copyOf(waived);
      doubts = List.copyOf(doubts);
    }

    String status() {
      if (fresh.isEmpty() && standing.isEmpty()) {
        return doubts.isEmpty() ? settled() : "unknown";
      }
      return "fail";
    }

    private String settled() {
      return waived.isEmpty() ? "pass" : "waived";
    }
  }

  Judgement {
    answers = List.copyOf(answers);
    notAsked = List.copyOf(notAsked);
  }
}
