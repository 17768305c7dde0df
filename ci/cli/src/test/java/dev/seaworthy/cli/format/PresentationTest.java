package dev.seaworthy.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.terminal.Palette;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PresentationTest {
  @ParameterizedTest(name = "{0} is shown as {1}")
  @CsvSource({
    "manifests/web.yaml, erp/manifests/web.yaml",
    "/etc/web.yaml, /etc/web.yaml",
    "<stdin>, <stdin>",
    "cluster:staging/api/v1/pods, cluster:staging/api/v1/pods",
  })
  void onlyNamesOfFilesGetTheirFolder(String name, String shown) {
    assertThat(new Presentation(Palette.PLAIN, 80, "erp/").file(name)).isEqualTo(shown);
  }
}
