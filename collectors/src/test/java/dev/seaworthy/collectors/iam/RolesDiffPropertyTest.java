package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A state differs from itself in nothing, and what one comparison calls widened the other way round
 * is narrowed: of every system whose principals are compared.
 */
class RolesDiffPropertyTest {
  @TempDir Path temp;

  static Stream<Arguments> seeds() {
    return Stream.of("odoo", "aws", "keycloak", "postgresql", "redis")
        .flatMap(
            system -> LongStream.rangeClosed(1, 12).mapToObj(seed -> Arguments.of(system, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void aComparisonMirrorsTheOneTheOtherWayRound(String system, long seed) {
    Random random = new Random(seed);
    Snapshot one = snapshot("one", system, random);
    Snapshot other = snapshot("other", system, random);
    assertThat(RolesDiff.systems(one.evidence())).containsExactly(system);
    assertThat(new RolesDiff(system, one.evidence(), one.evidence()).changes()).isEmpty();
    assertThat(told(system, one, other, false)).isEqualTo(told(system, other, one, true));
  }

  /** Each change as a line; mirrored, widened and narrowed are exchanged. */
  private static SortedSet<String> told(
      String system, Snapshot before, Snapshot after, boolean mirrored) {
    SortedSet<String> told = new TreeSet<>();
    new RolesDiff(system, before.evidence(), after.evidence())
        .changes()
        .forEach(
            (subject, changes) ->
                changes.forEach(
                    change ->
                        told.add(
                            "%s %s %s %s -> %s"
                                .formatted(
                                    subject,
                                    mirrored ? mirror(change.kind()) : change.kind(),
                                    change.right(),
                                    mirrored ? change.after() : change.before(),
                                    mirrored ? change.before() : change.after()))));
    return told;
  }

  static RightsDiff.Kind mirror(RightsDiff.Kind kind) {
    return switch (kind) {
      case WIDENED -> RightsDiff.Kind.NARROWED;
      case NARROWED -> RightsDiff.Kind.WIDENED;
      case MOVED -> RightsDiff.Kind.MOVED;
    };
  }

  private Snapshot snapshot(String folder, String system, Random random) {
    Input input = new Input(Input.made(temp.resolve(folder)));
    return switch (system) {
      case "odoo" -> input.file("odoo.json", odoo(random)).gather();
      case "aws" -> input.file("aws.json", aws(random)).gather();
      case "keycloak" -> input.file("realm.json", keycloak(random)).gather();
      case "postgresql" -> input.file("db.yaml", postgresql(random)).gather();
      default -> input.file("redis.log", redis(random)).gather();
    };
  }

  private static String odoo(Random random) {
    String groups =
        list(6, i -> "{\"id\":\"g%d\",\"implied\":[%s]}".formatted(i, quoted(random, "g", 6, 2)));
    String access =
        list(
            8,
            i ->
                "{\"model\":\"m%d\",\"group\":\"g%d\",\"read\":%b,\"write\":%b,\"create\":false,\"unlink\":%b}"
                    .formatted(
                        random.nextInt(4),
                        random.nextInt(6),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean()));
    String rules =
        list(
            2,
            i ->
                "{\"model\":\"m%d\",\"groups\":[%s],\"domain\":\"[('a','=',%d)]\"}"
                    .formatted(random.nextInt(4), quoted(random, "g", 6, 2), random.nextInt(3)));
    String users =
        list(
            4,
            i ->
                "{\"login\":\"u%d\",\"active\":%b,\"groups\":[%s]}"
                    .formatted(i, random.nextInt(5) > 0, quoted(random, "g", 6, 3)));
    return "{\"kind\":\"OdooAccessExport\",\"version\":1,\"groups\":[%s],\"access\":[%s],\"rules\":[%s],\"users\":[%s]}"
        .formatted(groups, access, rules, users);
  }

  private static String aws(Random random) {
    List<String> actions = List.of("s3:*", "s3:Get*", "s3:GetObject", "iam:PassRole", "*");
    List<String> resources = List.of("*", "arn:aws:s3:::a/*", "arn:aws:s3:::a/b");
    String users =
        list(
            3,
            i ->
                "{\"UserName\":\"u%d\",\"Arn\":\"arn:aws:iam::1:user/u%d\",\"UserPolicyList\":[{\"PolicyName\":\"p\",\"PolicyDocument\":{\"Statement\":[%s]}}]}"
                    .formatted(
                        i,
                        i,
                        list(
                            1 + random.nextInt(3),
                            k ->
                                "{\"Effect\":\"Allow\",\"%s\":[\"%s\"],\"Resource\":[\"%s\"]%s}"
                                    .formatted(
                                        random.nextInt(5) == 0 ? "NotAction" : "Action",
                                        of(random, actions),
                                        of(random, resources),
                                        random.nextInt(4) == 0
                                            ? ",\"Condition\":{\"Bool\":{\"k\":\"true\"}}"
                                            : ""))));
    return "{\"UserDetailList\":[%s],\"GroupDetailList\":[],\"RoleDetailList\":[],\"Policies\":[]}"
        .formatted(users);
  }

  private static String keycloak(Random random) {
    String roles =
        list(
            6,
            i ->
                "{\"name\":\"r%d\",\"composite\":true,\"composites\":{\"realm\":[%s]}}"
                    .formatted(i, quoted(random, "r", 6, 2)));
    String users =
        list(
            4,
            i ->
                "{\"username\":\"u%d\",\"enabled\":true,\"realmRoles\":[%s],\"groups\":[%s]}"
                    .formatted(i, quoted(random, "r", 6, 3), quoted(random, "/g", 2, 1)));
    String groups =
        list(
            2,
            i ->
                "{\"name\":\"g%d\",\"path\":\"/g%d\",\"realmRoles\":[%s]}"
                    .formatted(i, i, quoted(random, "r", 6, 2)));
    return "{\"realm\":\"x\",\"clients\":[],\"roles\":{\"realm\":[%s]},\"groups\":[%s],\"users\":[%s]}"
        .formatted(roles, groups, users);
  }

  private static String postgresql(Random random) {
    String roles =
        String.join(
            "",
            IntStream.range(0, 5)
                .mapToObj(
                    i ->
                        "- {name: r%d, login: true, superuser: %b, createRole: %b, memberOf: [%s]}%n"
                            .formatted(
                                i,
                                random.nextInt(4) == 0,
                                random.nextBoolean(),
                                quoted(random, "r", 5, 2)))
                .toList());
    return """
    apiVersion: seaworthy.dev/v1
    kind: DatabaseServer
    environment: production
    at: 2026-11-25T06:00:00Z
    by: dba@harbor.example
    tool: seaworthy
    server: {version: "16", number: 160000, database: harbor, role: primary}
    settings: []
    access:
    - {line: 1, type: hostssl, databases: [harbor], users: [+r%d], address: 10.0.0.0/8, method: scram-sha-256}
    owner: r%d
    replication: {seen: none}
    roles:
    """
            .formatted(random.nextInt(5), random.nextInt(5))
        + roles;
  }

  private static String redis(Random random) {
    List<String> commands = List.of("+@all", "-@all +get", "-@all +flushall", "+@all -@dangerous");
    StringBuilder text = new StringBuilder("# Server\nredis_version:7.2.4\n");
    for (int i = 0; i < 3; i++) {
      text.append("user u%d %s %s ".formatted(i, random.nextInt(4) > 0 ? "on" : "off", "nopass"));
      text.append("~k%d:* resetchannels %s".formatted(random.nextInt(3), of(random, commands)));
      text.append(random.nextBoolean() ? " (%R~s:* +get)\n" : "\n");
    }
    return text.toString();
  }

  private static String list(int count, IntFunction<String> item) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item.apply(i));
    }
    return String.join(",", items);
  }

  /** Up to {@code most} names, each once. */
  private static String quoted(Random random, String name, int names, int most) {
    SortedSet<String> found = new TreeSet<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      found.add("\"" + name + random.nextInt(names) + "\"");
    }
    return String.join(",", found);
  }

  private static String of(Random random, List<String> items) {
    return items.get(random.nextInt(items.size()));
  }
}
