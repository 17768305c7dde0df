package dev.seaworthy.engine.policy.runtime;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.PreparedPolicy;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.value.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Remembers answers by the digests of bundle and input; the input holds the parameters and the
 * time. For processes that live long and see the same objects again. Failures are not remembered:
 * what ran out of time may have more of it the next time.
 */
public final class CachedRuntime implements PolicyRuntime {
  private record Key(Digest bundle, Digest input, String entrypoint) {}

  private final PolicyRuntime runtime;
  private final Cache<Key, PreparedPolicy.Answer> answers;

  /**
   * @param maxAnswers how many answers are kept; those not used for longest are forgotten first
   */
  public CachedRuntime(PolicyRuntime runtime, long maxAnswers) {
    this.runtime = runtime;
    this.answers = CacheBuilder.newBuilder().maximumSize(maxAnswers).build();
  }

  @Override
  public String id() {
    return runtime.id();
  }

  @Override
  public boolean compares() {
    return runtime.compares();
  }

  @Override
  public PreparedPolicy prepare(PolicyBundle bundle) throws PolicyException {
    PreparedPolicy policy = runtime.prepare(bundle);
    return (entrypoints, input) -> evaluate(policy, bundle.digest(), entrypoints, input);
  }

  private Map<String, PreparedPolicy.Answer> evaluate(
      PreparedPolicy policy, Digest bundle, List<String> entrypoints, Input input) {
    Digest digest = input.json().digest();
    Map<String, PreparedPolicy.Answer> known = new TreeMap<>();
    List<String> unknown = new ArrayList<>();
    for (String entrypoint : entrypoints) {
      PreparedPolicy.Answer answer = answers.getIfPresent(new Key(bundle, digest, entrypoint));
      if (answer == null) {
        unknown.add(entrypoint);
      } else {
        known.put(entrypoint, answer);
      }
    }
    if (!unknown.isEmpty()) {
      policy
          .evaluate(unknown, input)
          .forEach(
              (entrypoint, answer) -> {
                known.put(entrypoint, answer);
                if (answer instanceof PreparedPolicy.Answer.Said said) {
                  Settled.of(said.value());
                  answers.put(new Key(bundle, digest, entrypoint), answer);
                }
              });
    }
    return known;
  }
}
