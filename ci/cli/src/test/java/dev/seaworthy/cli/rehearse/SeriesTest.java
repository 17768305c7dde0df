package dev.seaworthy.cli.rehearse;

import static dev.seaworthy.cli.rehearse.Samples.at;
import static dev.seaworthy.cli.rehearse.Samples.sample;
import static dev.seaworthy.cli.rehearse.Samples.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 399, 400, 401, 402, 1601, 100_000})
  void fewPointsTellTheMostOfAllSamples(int samples) {
    Series series = new Series();
    int worst = samples * 2 / 3;
    for (int i = 0; i < samples; i++) {
      List<dev.seaworthy.collectors.postgresql.Sample.Wait> waits =
          i == worst ? List.of(waiting(1, "", 1), waiting(2, "", 1)) : List.of();
      series.take(sample(i, List.of(), waits, List.of(), i));
    }
    List<Series.Point> points = series.points();
    assertThat(points).hasSizeBetween(Math.min(samples, Series.MOST / 2), Series.MOST);
    assertThat(points.get(0).at()).isZero();
    assertThat(points.get(points.size() - 1).walBytes()).isEqualTo(samples - 1L);
    assertThat(points).extracting(Series.Point::at).isSorted();
    Series.Point hit =
        points.stream().filter(point -> point.blocked() == 2).findFirst().orElseThrow();
    assertThat(hit.at()).isLessThanOrEqualTo(at(worst));
    assertThat(points.stream().filter(point -> point.blocked() > 0)).hasSize(1);
  }
}
