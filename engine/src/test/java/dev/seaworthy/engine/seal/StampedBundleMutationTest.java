package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.policy.PolicyException;
import java.util.SortedMap;
import org.junit.jupiter.api.TestInstance;

/** The same of a bundle with two time stamps: whatever changes in it is found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StampedBundleMutationTest extends EvidenceBundleMutationTest {
  StampedBundleMutationTest() throws PolicyException {}

  @Override
  SortedMap<String, byte[]> bundle() throws PolicyException {
    return SampleStamps.stamped(super.bundle());
  }

  @Override
  TrustRoot trust() {
    return SampleStamps.trust(2);
  }
}
