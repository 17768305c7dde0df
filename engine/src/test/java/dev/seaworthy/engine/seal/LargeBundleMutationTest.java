package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.verdict.Samples.thing;

import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.policy.PolicyException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestInstance;

/** The same of a bundle of 10,000 objects, of each file of which three bytes are flipped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeBundleMutationTest extends EvidenceBundleMutationTest {
  private static final int OBJECTS = 10_000;

  LargeBundleMutationTest() throws PolicyException {}

  @Override
  Observation[] observations() {
    return IntStream.range(0, OBJECTS)
        .mapToObj(i -> thing("thing-%05d".formatted(i), i % 100 == 0))
        .toArray(Observation[]::new);
  }

  @Override
  IntStream flips(int length) {
    return IntStream.of(0, length / 2, length - 1).distinct();
  }
}
