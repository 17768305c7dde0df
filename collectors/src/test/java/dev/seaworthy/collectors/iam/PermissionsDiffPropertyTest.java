package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * As {@link RolesDiffPropertyTest} has it of other systems: RBAC of two random states, aggregated
 * roles among it, differs one way as it does the other way round.
 */
class PermissionsDiffPropertyTest {
  @TempDir Path temp;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 12);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aComparisonMirrorsTheOneTheOtherWayRound(long seed) {
    RbacPermissions one = read("one", seed);
    RbacPermissions other = read("other", seed + 1_000);
    for (boolean withGroups : new boolean[] {false, true}) {
      assertThat(told(one, one, withGroups, false)).isEmpty();
      assertThat(told(one, other, withGroups, false))
          .isNotEmpty()
          .isEqualTo(told(other, one, withGroups, true));
    }
  }

  /** Each change as a line; mirrored, widened and narrowed are exchanged. */
  private static SortedSet<String> told(
      RbacPermissions before, RbacPermissions after, boolean withGroups, boolean mirrored) {
    SortedSet<String> told = new TreeSet<>();
    PermissionsDiff diff = new PermissionsDiff(before, after);
    for (RbacIdentity identity : diff.identities()) {
      diff.of(identity, withGroups)
          .forEach(
              change ->
                  told.add(
                      "%s %s %s %s %s -> %s"
                          .formatted(
                              identity,
                              mirrored
                                  ? RolesDiffPropertyTest.mirror(change.kind())
                                  : change.kind(),
                              change.verbs(),
                              change.object(),
                              mirrored ? change.after() : change.before(),
                              mirrored ? change.before() : change.after())));
    }
    return told;
  }

  private RbacPermissions read(String folder, long seed) {
    return RbacPermissions.of(
        new Input(Input.made(temp.resolve(folder)))
            .file("rbac.yaml", new RandomRbac(seed).manifests())
            .gather());
  }
}
