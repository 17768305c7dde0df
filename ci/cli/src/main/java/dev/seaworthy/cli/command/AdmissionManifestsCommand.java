package dev.seaworthy.cli.command;

import dev.seaworthy.admission.ReaderManifest;
import dev.seaworthy.admission.WebhookManifest;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.terminal.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what tells an API server of the webhook. */
@Command(
    name = "manifests",
    description = "Print the ValidatingWebhookConfiguration, its CA filled in.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  seaworthy admission manifests --service seaworthy/webhook:443 --ca ca.crt"
          + " | kubectl apply -f -",
      "",
      "Exit codes: 0 printed, 3 bad usage or configuration, 4 internal error."
    })
final class AdmissionManifestsCommand implements Callable<Integer> {
  private static final String NAME = KubernetesNames.NAME.pattern();
  private static final Pattern SERVICE =
      Pattern.compile("(%s)/(%s):([0-9]{1,5})".formatted(NAME, NAME));
  private static final Pattern URL = Pattern.compile("https://[-A-Za-z0-9.:\\[\\]]+/validate");

  @Option(
      names = "--service",
      paramLabel = "NAMESPACE/NAME:PORT",
      description = "The Service that the webhook is behind.")
  @Nullable String service;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where the webhook is instead, such as https://127.0.0.1:8443/validate.")
  @Nullable String url;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      required = true,
      description = "PEM file of the CA that signed the webhook's certificate.")
  Path authority = Path.of("");

  @Option(
      names = "--fail-closed",
      description = "Refuse requests while no webhook answers (default: let them pass).")
  boolean failClosed;

  @Option(
      names = "--timeout-seconds",
      paramLabel = "S",
      defaultValue = "5",
      description = "How long the API server waits, 1 to 30 (default: ${DEFAULT-VALUE}).")
  int timeoutSeconds = 5;

  @Option(
      names = "--spare",
      paramLabel = "NAMESPACE",
      description =
          "Never send objects of this name space (repeatable; kube-system, kube-node-lease and the"
              + " Service's own always are spared).")
  List<String> spare = new ArrayList<>();

  @Option(
      names = "--reader",
      paramLabel = "NAMESPACE/ACCOUNT",
      description =
          "Also the rights of `serve --cluster`, for the ServiceAccount of the webhook's pods.")
  @Nullable String reader;

  @Option(
      names = "--reader-secrets",
      description = "With --reader: Secrets may be read too, for controls that look at them.")
  boolean readerSecrets;

  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;

  AdmissionManifestsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException {
    List<String> spared = new ArrayList<>(Spared.ALWAYS);
    String client = client(spared);
    spared.addAll(Spared.named(spare, spec));
    Usage.require(
        spec, timeoutSeconds >= 1 && timeoutSeconds <= 30, "--timeout-seconds takes 1 to 30");
    String pem = InputFile.text(authority);
    if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
      throw new ConfigurationException(
          "BAD_CERTIFICATE",
          "`%s` holds no certificate".formatted(authority),
          "name the PEM file of the CA");
    }
    WebhookManifest manifest = new WebhookManifest(client, pem, failClosed, timeoutSeconds, spared);
    String rights = rights();
    console.out().print(manifest.toYaml() + rights);
    return ExitCode.PASS;
  }

  private String rights() {
    String account = reader;
    Usage.require(spec, account != null || !readerSecrets, "--reader-secrets goes with --reader");
    if (account == null) {
      return "";
    }
    Matcher parts = KubernetesNames.OBJECT.matcher(account);
    Usage.require(
        spec, parts.matches(), "--reader `%s` is not NAMESPACE/ACCOUNT".formatted(account));
    return new ReaderManifest(parts.group(1), parts.group(3), readerSecrets).toYaml();
  }

  private String client(List<String> spared) {
    String chosen = service;
    String address = url;
    Usage.require(spec, (chosen == null) != (address == null), "name one of --service and --url");
    if (address != null) {
      Usage.require(
          spec,
          URL.matcher(address).matches(),
          "--url `%s` is not like https://HOST:PORT/validate".formatted(address));
      return WebhookManifest.url(address);
    }
    Matcher parts = SERVICE.matcher(String.valueOf(chosen));
    Usage.require(
        spec, parts.matches(), "--service `%s` is not NAMESPACE/NAME:PORT".formatted(chosen));
    spared.add(parts.group(1));
    return WebhookManifest.service(
        parts.group(1), parts.group(3), Integer.parseInt(parts.group(5)));
  }
}
