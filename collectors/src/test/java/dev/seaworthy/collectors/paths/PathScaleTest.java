package dev.seaworthy.collectors.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathScaleTest {
  private static final int PODS = 2000;
  private static final int IMAGES = 100;

  /** Half a second where it was written; what a busy machine may take. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path temp;

  @Test
  void twoThousandPodsAreSearchedInTimeAndTwiceAlike() {
    Folder folder = Folder.at(temp).write("all.yaml", manifests());
    Random random = new Random(4);
    String[] severities = {"LOW", "MEDIUM", "HIGH", "CRITICAL"};
    for (int i = 0; i < IMAGES; i++) {
      String cve = Shop.cve("CVE-" + i, severities[random.nextInt(4)], i % 3 == 0 ? "" : "2");
      folder.write("scan-%s.json".formatted(i), Shop.scan("r.example/app:" + i, cve));
    }
    Snapshot snapshot = folder.gather();
    Evidence first = snapshot.ofKind("path/internet").get(0);
    List<Observation> others =
        snapshot.evidence().stream()
            .filter(one -> !one.kind().equals("path/internet"))
            .map(Observation.class::cast)
            .toList();
    long began = System.nanoTime();
    List<Observation> again = new PathCollector().join(others, Instant.MAX).observations();
    Duration taken = Duration.ofNanos(System.nanoTime() - began);
    assertThat(again).last().isInstanceOf(Evidence.class);
    assertThat(((Evidence) again.get(again.size() - 1)).digest()).isEqualTo(first.digest());
    assertThat(first.content().node().path("searches").get(0).path("reached")).hasSize(PODS);
    assertThat(first.content().size()).isLessThan(8_000_000);
    assertThat(taken).isLessThan(LIMIT);
  }

  /** Nothing is denied: every pod that is taken over reaches all others. */
  private static String manifests() {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < PODS; i++) {
      yaml.append(Shop.deployment("app-" + i, "r.example/app:" + i % IMAGES, 8080, ""));
      if (i % 20 == 0) {
        yaml.append(Shop.ingress("app-" + i));
      }
    }
    return yaml.toString();
  }
}
