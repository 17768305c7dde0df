package dev.seaworthy.collectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismTest {
  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  @TempDir Path temp;

  @AfterEach
  void restore() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theThreadCountChangesNothing(long seed) {
    Folder folder = filled(new Random(seed));
    String one = gathered(folder, 1);
    assertThat(gathered(folder, 2)).isEqualTo(one);
    assertThat(gathered(folder, 8)).isEqualTo(one);
  }

  @Test
  void neitherLocaleNorTimeZoneChangesAnything() {
    Folder folder = filled(new Random(4));
    String before = gathered(folder, 2);
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
    assertThat(gathered(folder, 2)).isEqualTo(before);
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    assertThat(gathered(folder, 2)).isEqualTo(before);
  }

  private static String gathered(Folder folder, int threads) {
    return folder
        .with(GatherOptions.DEFAULT.withThreads(threads))
        .gather()
        .toCanonicalJson()
        .toString();
  }

  private Folder filled(Random random) {
    Folder folder = Folder.at(temp);
    for (int i = 0; i < 60; i++) {
      String name = "n%d/f%02d.yaml".formatted(random.nextInt(4), i);
      folder.write(name, document(random) + "---\n" + document(random));
    }
    return folder;
  }

  private static String document(Random random) {
    int n = random.nextInt(12);
    return switch (random.nextInt(5)) {
      case 0 -> "broken: [\n";
      case 1 -> "";
      case 2 ->
          "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p%d, namespace: shop}\nspec: {podSelector: {}}\n"
              .formatted(n);
      case 3 ->
          "apiVersion: v1\nkind: Secret\nmetadata: {name: s%d}\nstringData: {a: b, I: i}\n"
              .formatted(n);
      default ->
          "apiVersion: v1\nkind: Pod\nmetadata: {name: w%d, namespace: shop, labels: {a: b}}\nspec: {containers: [{name: c, image: i}]}\n"
              .formatted(n);
    };
  }
}
