package dev.seaworthy.engine.rego;

import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Evaluations by one thread, one after the other. What a session needs to be quick (memory, parsed
 * data) lives as long as it does: keep one for many inputs. A failed evaluation does not harm the
 * next.
 */
public interface Session extends AutoCloseable {
  /** Sets what rules see as {@code input} until it is set anew. Without it, input is undefined. */
  void input(Input input);

  /**
   * Evaluates one rule.
   *
   * @return the rule's value; null when it is undefined
   * @throws RegoException if the evaluation ended without an answer
   */
  @Nullable Value evaluate(String entrypoint);

  /** Gives back what the session holds. */
  @Override
  void close();
}
