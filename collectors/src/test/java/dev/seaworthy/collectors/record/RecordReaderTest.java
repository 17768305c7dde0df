package dev.seaworthy.collectors.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
  private static final String DRILL =
      """
      apiVersion: seaworthy.dev/v1
      kind: RestoreDrill
      environment: production
      at: 2026-11-20T09:30:00+01:00
      by: ops@harbor.example
      backup: {label: 20261119F, takenAt: 2026-11-19T02:10:00Z}
      clean: true
      checks:
      - {name: amcheck, passed: true}
      recoveryTime: 1h40m
      lostTime: 90s
      """;

  @TempDir Path temp;

  @Test
  void aRecordIsReadWithItsMeasuresInOneUnit() {
    Snapshot snapshot = read(DRILL);
    assertThat(snapshot.gaps()).isEmpty();
    Evidence drill = snapshot.evidence().get(0);
    assertThat(drill.kind()).isEqualTo("record/restore-drill");
    assertThat(drill.subject()).hasToString("RestoreDrill drill.yaml");
    assertThat(drill.locations().locate(JsonPath.of("checks", 0, "passed")))
        .hasToString("drill.yaml:9:19");
    assertThat(drill.content())
        .hasToString(
            "{\"at\":1795163400,\"backup\":{\"label\":\"20261119F\",\"takenAt\":1795054200},"
                + "\"by\":\"ops@harbor.example\",\"checks\":[{\"name\":\"amcheck\",\"passed\":true}],"
                + "\"clean\":true,\"environment\":\"production\",\"lostTime\":90,\"recoveryTime\":6000}");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "clean: true          | clean: maybe            | INVALID_RECORD drill.yaml:7:1  | `clean` of this RestoreDrill is not `true` or `false`",
        "clean: true          | clean:                  | INVALID_RECORD drill.yaml:7:1  | `clean` of this RestoreDrill has no value yet: whether nothing",
        "clean: true          | cleen: true             | INVALID_RECORD drill.yaml:1:1  | `clean` of this RestoreDrill is missing: whether nothing",
        "recoveryTime: 1h40m  | recoveryTime: 100       | INVALID_RECORD drill.yaml:10:1 | is not text",
        "recoveryTime: 1h40m  | recoveryTime: 100 min   | INVALID_RECORD drill.yaml:10:1 | is not a duration with its units, such as `1h30m`",
        "recoveryTime: 1h40m  | recoveryTime: 40m1h     | INVALID_RECORD drill.yaml:10:1 | is not a duration",
        "2026-11-20T09:30:00+01:00 | 2026-11-20          | INVALID_RECORD drill.yaml:4:1  | is not a time with its offset",
        "2026-11-20T09:30:00+01:00 | 2026-02-30T09:30Z   | INVALID_RECORD drill.yaml:4:1  | is not a time with its offset",
        "passed: true         | passed: 'true'          | INVALID_RECORD drill.yaml:9:19 | `checks[0].passed`",
        "checks:\\n- {name: amcheck, passed: true} | checks: [] | INVALID_RECORD drill.yaml:8:1  | does not fit: minItems 1",
        "kind: RestoreDrill   | kind: RestorDrill       | UNKNOWN_RECORD drill.yaml:2:1  | did you mean `RestoreDrill`?",
        "seaworthy.dev/v1     | seaworthy.dev/v9        | INVALID_RECORD drill.yaml:1:1  | is not one of `seaworthy.dev/v1`",
      })
  void aSlipIsAGapWithItsPlaceAndNoEvidence(String good, String bad, String gap, String says) {
    Snapshot snapshot = read(DRILL.replace(good.replace("\\n", "\n"), bad));
    assertThat(snapshot.evidence()).isEmpty();
    assertThat(Folder.gaps(snapshot)).contains(gap);
    assertThat(snapshot.gaps())
        .anySatisfy(one -> assertThat(one.problem().message()).contains(says));
  }

  @Test
  void anUnknownKeyIsToldWithWhatWasMeant() {
    Snapshot snapshot = read(DRILL.replace("lostTime", "losTime"));
    assertThat(snapshot.gaps())
        .anySatisfy(
            gap ->
                assertThat(gap.problem().message())
                    .isEqualTo(
                        "`losTime` of this RestoreDrill is unknown, did you mean `lostTime`?"));
    assertThat(snapshot.gaps())
        .filteredOn(gap -> gap.problem().code().equals("INVALID_RECORD"))
        .allSatisfy(gap -> assertThat(gap.affects()).containsExactly("record/restore-drill"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "ja-JP", "tr-TR", "ar-EG"})
  void whatIsToldFollowsNoLocale(String tag) {
    String bad = DRILL.replace("clean: true", "clean: 1");
    Snapshot here = read(bad);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertThat(read(bad).gaps()).isEqualTo(here.gaps());
    } finally {
      Locale.setDefault(before);
    }
  }

  private Snapshot read(String text) {
    return Folder.at(temp).write("drill.yaml", text).gather("drill.yaml");
  }
}
