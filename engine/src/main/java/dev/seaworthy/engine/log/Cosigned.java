package dev.seaworthy.engine.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A signed checkpoint to which witnesses add their signatures (C2SP tlog-witness).
 *
 * @param note the checkpoint with the signatures that it has so far
 */
public record Cosigned(String note) {
  /**
   * A witness's answer, taken in.
   *
   * @param checkpoint with the new signature in place of an older one of the same witness
   */
  public record Taken(Cosigned checkpoint, Cosignature by) {}

  /**
   * Takes in what a witness answered; lines that are not of {@code witnesses} are left out, for
   * nothing tells whose they are.
   *
   * @param lines one signature each, as under a note
   * @throws LogException if none of them is by one of these, or one of these does not verify
   */
  public Taken with(String lines, Witnesses witnesses) throws LogException {
    SignedNote answer = SignedNote.parse(text() + "\n" + lines);
    for (WitnessKey key : witnesses.keys()) {
      Optional<Cosignature> seen = key.of(answer);
      if (seen.isPresent()) {
        return new Taken(replacing(key, answer), seen.get());
      }
    }
    throw LogProblems.notCosigned();
  }

  private Cosigned replacing(WitnessKey key, SignedNote answer) throws LogException {
    List<SignedNote.Signature> all = new ArrayList<>(SignedNote.parse(note).signatures());
    all.removeIf(key::made);
    answer.signatures().stream().filter(key::made).findFirst().ifPresent(all::add);
    StringBuilder text = new StringBuilder(text()).append('\n');
    all.forEach(one -> text.append(one.line()));
    return new Cosigned(text.toString());
  }

  private String text() throws LogException {
    return SignedNote.parse(note).text();
  }
}
