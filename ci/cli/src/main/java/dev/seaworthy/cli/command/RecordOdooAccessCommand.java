package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.key.SecretFile;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.collectors.odoo.AccessReader;
import dev.seaworthy.collectors.odoo.OdooAccessOptions;
import dev.seaworthy.collectors.odoo.OdooAddress;
import dev.seaworthy.collectors.odoo.OdooException;
import dev.seaworthy.collectors.odoo.OdooProtocol;
import dev.seaworthy.engine.json.CanonicalJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes an access export from an Odoo that runs. */
@Command(
    name = "odoo-access",
    description =
        "Ask an Odoo that runs for its groups, access rows, record rules and users, and write the"
            + " document OdooAccessExport (IAM-03, IAM-04, IAM-07, `iam diff`).",
    sortOptions = false,
    footer = {
      "",
      "It only reads, by search_read and fields_get. Odoo itself notes the login. Ask as a user of",
      "Administration / Access Rights who belongs to all companies: what others may not see is an",
      "error, or named. The password, or better an API key, comes from --password-file or",
      "$SEAWORTHY_ODOO_PASSWORD.",
      "",
      "Examples:",
      "  seaworthy record odoo-access --url https://erp.example.com --database erp \\",
      "    --user auditor@example.com --password-file odoo.key -o iam/odoo-access.json",
      "  seaworthy iam diff iam/before/odoo-access.json iam/odoo-access.json"
    })
final class RecordOdooAccessCommand implements Callable<Integer> {
  static final String VARIABLE = "SEAWORTHY_ODOO_PASSWORD";

  private static final int MOST_SECONDS = 3_600;

  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description = "Where Odoo is: `https://erp.example.com`. `http:` is for this machine only.")
  String url = "";

  @Option(
      names = "--database",
      required = true,
      paramLabel = "NAME",
      description = "The name of the database.")
  String database = "";

  @Option(
      names = "--user",
      required = true,
      paramLabel = "LOGIN",
      description = "Who reads, by the name to log in with.")
  String user = "";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "A file with the password or API key that its owner alone may read; without it,"
              + " $SEAWORTHY_ODOO_PASSWORD.")
  @Nullable Path passwordFile;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      defaultValue = "jsonrpc",
      description =
          "jsonrpc, xmlrpc, or json2, which is for Odoo 19 and later and takes API keys only"
              + " (default: ${DEFAULT-VALUE}).")
  OdooProtocol protocol = OdooProtocol.JSONRPC;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "Trust the authorities whose certificates are in FILE (PEM), and no others.")
  @Nullable Path caFile;

  @Option(
      names = "--answer-seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "How long one answer may take (default: ${DEFAULT-VALUE}).")
  int answerSeconds = 60;

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;

  RecordOdooAccessCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException {
    Usage.require(spec, !database.isBlank(), "--database takes a name");
    Usage.require(spec, !user.isBlank(), "--user takes a name to log in with");
    Usage.require(
        spec,
        answerSeconds >= 1 && answerSeconds <= MOST_SECONDS,
        "--answer-seconds takes a number from 1 to %d".formatted(MOST_SECONDS));
    Map<String, Object> document = read();
    output.write(console, out -> PrettyJson.write(CanonicalJson.of(document), out));
    tell(document);
    return ExitCode.PASS;
  }

  private Map<String, Object> read() throws ConfigurationException {
    OdooAccessOptions options =
        new OdooAccessOptions(
            protocol, Optional.ofNullable(caFile), Duration.ofSeconds(answerSeconds));
    try {
      return AccessReader.read(OdooAddress.of(url, database, user, secret()), options);
    } catch (OdooException e) {
      throw new ConfigurationException(e.problem());
    }
  }

  private String secret() throws ConfigurationException {
    Path file = passwordFile;
    if (file != null) {
      return SecretFile.text(file).strip();
    }
    String secret = console.environment().getOrDefault(VARIABLE, "");
    if (secret.isEmpty()) {
      throw new ConfigurationException(
          "ODOO_SECRET",
          "there is no password for user `%s`".formatted(user),
          "name a file with it by --password-file, or set $%s".formatted(VARIABLE));
    }
    return secret;
  }

  private void tell(Map<String, Object> document) {
    if (output.quiet) {
      return;
    }
    Messages messages = new Messages(console.err());
    messages.note(
        "seaworthy: %d users, %d groups, %d access rows"
            .formatted(
                count(document, "users"), count(document, "groups"), count(document, "access")));
    if (document.get("unknown") instanceof List<?> unknown) {
      unknown.forEach(part -> messages.note("seaworthy: not seen: " + part));
    }
  }

  private static int count(Map<String, Object> document, String key) {
    return document.get(key) instanceof List<?> list ? list.size() : 0;
  }
}
