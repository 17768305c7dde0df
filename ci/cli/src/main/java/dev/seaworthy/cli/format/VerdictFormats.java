package dev.seaworthy.cli.format;

import java.util.List;
import java.util.Optional;

/** The formats there are. */
public final class VerdictFormats {
  private VerdictFormats() {}

  public static List<VerdictFormat> all() {
    return List.of(
        new TableFormat(),
        new JsonFormat(),
        new SarifFormat(),
        new JunitFormat(),
        new HtmlFormat(),
        new PdfFormat(),
        new CsvFormat(),
        new OpenReportsFormat(),
        new OcsfFormat(),
        new OscalFormat(),
        new CycloneDxFormat(),
        new CodeQualityFormat());
  }

  public static Optional<VerdictFormat> find(String name) {
    return all().stream().filter(format -> format.name().equals(name)).findFirst();
  }

  public static List<String> names() {
    return all().stream().map(VerdictFormat::name).toList();
  }
}
