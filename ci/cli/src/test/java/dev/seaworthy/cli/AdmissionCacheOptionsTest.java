package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be meant of a cluster is told before anything is asked of it. */
final class AdmissionCacheOptionsTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--context a | go with --cluster",
        "--cluster --snapshot b | one of --cluster and --snapshot",
        "--cluster --max-staleness-seconds 1 | from 2 to 3600",
        "--cluster --max-cached-objects 0 | above 0",
        "--cluster --max-cached-mib -1 | from 1 to",
        "--cluster --among pods | --among"
      })
  void mistakesAreNamed(String options, String message) {
    Bench.Ran ran = serve(options.split(" "));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains(message);
  }

  @Test
  void aKubeconfigThatIsNotThereIsNamed() {
    Bench.Ran ran = serve("--cluster", "--kubeconfig", "missing");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("there is no kubeconfig `missing`");
  }

  private Bench.Ran serve(String... options) {
    List<Object> args = new ArrayList<>(List.of("admission", "serve"));
    args.addAll(List.of("--certificate", folder.resolve("c"), "--key", folder.resolve("k")));
    args.addAll(List.of(options));
    return new Bench().run(args.toArray());
  }
}
