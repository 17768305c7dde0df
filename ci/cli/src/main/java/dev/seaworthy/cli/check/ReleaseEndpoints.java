package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Descriptor;
import dev.seaworthy.cli.descriptor.Diagnostics;
import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Collectors;
import dev.seaworthy.collectors.tls.probe.ProbeTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The endpoints of a release, which alone may be probed: whoever keeps the descriptor says that
 * they are the release's own.
 *
 * @param environment that the descriptor names
 * @param chosen those to probe, in the descriptor's order
 */
public record ReleaseEndpoints(String environment, List<ProbeTarget> chosen) {
  public ReleaseEndpoints {
    chosen = List.copyOf(chosen);
  }

  /**
   * Reads them.
   *
   * @param wanted {@code host:port} or hosts; none for all
   */
  public static ReleaseEndpoints of(Setup setup, String file, List<String> wanted)
      throws ConfigurationException {
    Descriptor descriptor = descriptor(setup, file);
    List<ProbeTarget> listed = descriptor.endpoints();
    if (listed.isEmpty()) {
      throw new ConfigurationException(
          "NO_ENDPOINTS",
          "`%s` lists no endpoints, and nothing else is probed".formatted(file),
          "list those of the release: `endpoints: [{host: erp.example.com, port: 443}]`");
    }
    List<ProbeTarget> chosen = new ArrayList<>();
    for (String one : wanted) {
      List<ProbeTarget> found = listed.stream().filter(target -> is(target, one)).toList();
      if (found.isEmpty()) {
        throw notListed(file, one, listed);
      }
      chosen.addAll(found);
    }
    return new ReleaseEndpoints(
        descriptor.environment(),
        wanted.isEmpty() ? listed : listed.stream().filter(chosen::contains).toList());
  }

  private static boolean is(ProbeTarget target, String wanted) {
    return target.id().equals(wanted.toLowerCase(Locale.ROOT))
        || target.host().equalsIgnoreCase(wanted);
  }

  private static ConfigurationException notListed(
      String file, String wanted, List<ProbeTarget> listed) {
    return new ConfigurationException(
        "ENDPOINT_NOT_LISTED",
        "`%s` is not among the endpoints of `%s`, so it is not probed".formatted(wanted, file),
        "name one of %s, or list it if it is the release's own"
            .formatted(
                String.join(
                    ", ", listed.stream().map(one -> "`" + one.id() + "`").limit(5).toList())));
  }

  private static Descriptor descriptor(Setup setup, String file) throws ConfigurationException {
    Sources sources = Sources.of(List.of(file));
    Diagnostics diagnostics = new Diagnostics(file);
    Stream<String> names = Collectors.all(setup.salt().get()).stream().map(Collector::name);
    Target target =
        new TargetReader(names.collect(java.util.stream.Collectors.toSet()), diagnostics)
            .read(sources);
    if (diagnostics.hasErrors()) {
      throw new ConfigurationException(diagnostics.all());
    }
    if (target instanceof Target.Declared declared) {
      return declared.descriptor();
    }
    // Says why, where there is no such file.
    InputFile.bytes(java.nio.file.Path.of(file));
    throw new ConfigurationException(
        "NOT_A_DESCRIPTOR",
        "`%s` is no release descriptor".formatted(file),
        "name the `release.yaml` that lists the endpoints");
  }
}
