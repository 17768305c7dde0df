package dev.seaworthy.collectors.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Folder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shops drawn by chance: what is reached from the manifests is what trying every step finds. */
class RandomShopsTest {
  /** A setting as manifests have it, and whether the internet is let in by it. */
  private record Setting(String text, boolean isOpen) {}

  private static final List<Setting> BALANCERS =
      List.of(
          new Setting("", true),
          new Setting("loadBalancerSourceRanges: [10.0.0.0/8]", false),
          new Setting("loadBalancerSourceRanges: [172.16.0.0/12, 100.64.0.0/10]", false),
          new Setting("loadBalancerSourceRanges: [10.0.0.0/8, 198.51.100.0/24]", true),
          new Setting("loadBalancerSourceRanges: [0.0.0.0/0]", true));

  private static final List<Setting> ADDRESSES =
      List.of(
          new Setting("", true),
          new Setting(", hostIP: 0.0.0.0", true),
          new Setting(", hostIP: 127.0.0.1", false),
          new Setting(", hostIP: 10.9.8.7", false),
          new Setting(", hostIP: 203.0.113.7", true));

  /** One workload as it was drawn. */
  private record Drawn(
      String name, boolean weak, boolean denied, boolean service, boolean hostPort) {}

  @TempDir Path temp;

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsReachedIsWhatTryingEveryStepFinds(long seed) {
    Random random = new Random(seed);
    List<Drawn> all = new ArrayList<>();
    StringBuilder manifests = new StringBuilder();
    Folder folder = Folder.at(temp);
    for (int i = 0; i < 2 + random.nextInt(3); i++) {
      all.add(draw("w" + i, random, manifests, folder));
    }
    folder.write("all.yaml", manifests.toString());
    for (boolean hostPorts : List.of(true, false)) {
      assertThat(new TreeSet<>(Reached.in(folder, hostPorts)))
          .as("ports of nodes count: %s", hostPorts)
          .isEqualTo(naive(all, hostPorts));
    }
  }

  private static Drawn draw(String name, Random random, StringBuilder manifests, Folder folder) {
    boolean weak = random.nextBoolean();
    boolean denied = random.nextInt(3) == 0;
    boolean balanced = random.nextInt(3) == 0;
    boolean onNode = random.nextInt(3) == 0;
    Setting balancer = BALANCERS.get(random.nextInt(BALANCERS.size()));
    Setting address = ADDRESSES.get(random.nextInt(ADDRESSES.size()));
    String image = "r.example/%s:1".formatted(name);
    String port =
        onNode
            ? "{containerPort: 8080, hostPort: 80" + address.text() + "}"
            : "{containerPort: 8080}";
    manifests.append(Shop.deployment(name, image, 8080, "").replace("{containerPort: 8080}", port));
    if (balanced) {
      String more = balancer.text().isEmpty() ? "" : ", " + balancer.text();
      manifests.append(Shop.balancer(name, 8080).replace("8080}]}", "8080}]" + more + "}"));
    }
    if (denied) {
      manifests.append(Shop.deny(name));
    }
    folder.write(
        name + ".json", weak ? Shop.scan(image, Shop.cve("CVE-1", "HIGH", "2")) : Shop.scan(image));
    return new Drawn(
        "shop/%s[Deployment]".formatted(name),
        weak,
        denied,
        balanced && balancer.isOpen(),
        onNode && address.isOpen());
  }

  private static Set<String> naive(List<Drawn> all, boolean hostPorts) {
    Set<String> reached = new TreeSet<>();
    boolean changed = true;
    while (changed) {
      boolean isInside = all.stream().anyMatch(one -> one.weak() && reached.contains(one.name()));
      changed = false;
      for (Drawn one : all) {
        boolean leads = isInside || one.service() || (hostPorts && one.hostPort());
        changed |= leads && !one.denied() && reached.add(one.name());
      }
    }
    return reached;
  }
}
