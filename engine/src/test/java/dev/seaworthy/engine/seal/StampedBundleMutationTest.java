package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.policy.PolicyException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.TestInstance;

/** The same of a bundle with two time stamps: whatever changes in it is found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StampedBundleMutationTest extends EvidenceBundleMutationTest {
  StampedBundleMutationTest() throws PolicyException {}

  @Override
  SortedMap<String, byte[]> bundle() throws PolicyException {
    return SampleStamps.stamped(super.bundle());
  }

  /** Those that a bundle without time stamps has not, or not so. */
  @Override
  SortedMap<String, byte[]> flippable(SortedMap<String, byte[]> all) throws PolicyException {
    SortedMap<String, byte[]> plain = super.bundle();
    SortedMap<String, byte[]> others = new TreeMap<>(all);
    others.entrySet().removeIf(file -> Arrays.equals(file.getValue(), plain.get(file.getKey())));
    return others;
  }

  @Override
  TrustRoot trust() {
    return SampleStamps.trust(2);
  }
}
