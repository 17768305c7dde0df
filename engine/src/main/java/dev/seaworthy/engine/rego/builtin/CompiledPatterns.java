package dev.seaworthy.engine.rego.builtin;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/**
 * The patterns used last, for many threads. Large ones are not kept. There are two generations:
 * when the younger is full it becomes the older, and what is used of that moves over. So a look-up
 * waits for nobody, and a pattern in use writes nothing that threads share.
 */
final class CompiledPatterns<P> {
  private static final int MAX_IN_GENERATION = 128;
  private static final int MAX_COST = 10_000;
  private static final int MAX_LENGTH = 10_000;

  private final Compiler<P> compiler;
  private final ToIntFunction<P> cost;
  private volatile Generations<P> generations =
      new Generations<>(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());

  private record Generations<P>(Map<String, P> younger, Map<String, P> older) {}

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
    Generations<P> now = generations;
    P known = now.younger.get(source);
    if (known != null) {
      return known;
    }
    P older = now.older.get(source);
    P pattern = older == null ? compiler.compile(budget, source) : older;
    if (source.length() <= MAX_LENGTH && cost.applyAsInt(pattern) <= MAX_COST) {
      keep(source, pattern);
    }
    return pattern;
  }

  private synchronized void keep(String source, P pattern) {
    if (generations.younger.size() >= MAX_IN_GENERATION) {
      generations = new Generations<>(new ConcurrentHashMap<>(), generations.younger);
    }
    generations.younger.put(source, pattern);
  }
}
