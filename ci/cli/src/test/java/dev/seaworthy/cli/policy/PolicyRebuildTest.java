package dev.seaworthy.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.cli.Bench;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed bundles come from the committed sources, byte for byte. */
class PolicyRebuildTest {
  @Test
  void aRebuildGivesTheCommittedBytes() {
    assumeTrue(OpaPolicyCommandsTest.pathHasOpa(), "there is no `opa` on the PATH");
    Bench.Ran ran =
        OpaPolicyCommandsTest.policy("build", "--check", Path.of("..", "..", "policies"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).doesNotContain("differs");
  }
}
