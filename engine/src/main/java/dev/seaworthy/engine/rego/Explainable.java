package dev.seaworthy.engine.rego;

import java.util.List;

/** A program that can tell which places of the input and the data decided what a rule says. */
public interface Explainable extends Program {
  /**
   * Evaluates a rule and explains its value; many times slower than evaluating alone.
   *
   * @return nothing when the rule is undefined or its collection empty
   * @throws RegoException if the evaluation ended without an answer
   */
  List<Explained> explain(String entrypoint, Input input);

  /**
   * The places that decided all that a rule says, and that it says no more: with the same at these
   * places, whatever else the documents hold, the rule has the same value.
   *
   * @return in no order, some perhaps more than once
   * @throws RegoException if the evaluation ended without an answer
   */
  List<Read> reads(String entrypoint, Input input);
}
