package dev.seaworthy.engine.rego.builtin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The patterns compiled last, for many threads. Large ones are not kept. */
final class CompiledPatterns<P> {
  private static final int MAX_KEPT = 256;
  private static final int MAX_COST = 10_000;
  private static final int MAX_LENGTH = 10_000;

  private final Compiler<P> compiler;
  private final ToIntFunction<P> cost;

  @SuppressWarnings("serial") // Never serialized.
  private final Map<String, P> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, P> eldest) {
          return size() > MAX_KEPT;
        }
      };

  /** Makes a pattern of its source. */
  @FunctionalInterface
  interface Compiler<P> {
    P compile(Budget budget, String source);
  }

  /**
   * @param cost how much memory a pattern holds, in steps
   */
  CompiledPatterns(Compiler<P> compiler, ToIntFunction<P> cost) {
    this.compiler = compiler;
    this.cost = cost;
  }

  P get(Budget budget, String source) {
    P known = known(source);
    if (known != null) {
      return known;
    }
    P compiled = compiler.compile(budget, source);
    if (source.length() <= MAX_LENGTH && cost.applyAsInt(compiled) <= MAX_COST) {
      synchronized (kept) {
        kept.put(source, compiled);
      }
    }
    return compiled;
  }

  private @Nullable P known(String source) {
    synchronized (kept) {
      return kept.get(source);
    }
  }
}
