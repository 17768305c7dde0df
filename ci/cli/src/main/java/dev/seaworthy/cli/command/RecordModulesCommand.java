package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.collectors.odoo.InstalledModules;
import dev.seaworthy.collectors.odoo.ModuleTree;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a record from folders of Odoo modules. */
@Command(
    name = "modules",
    description =
        "Read folders of Odoo modules and write the record OdooModules (ODO-01 to ODO-04): what"
            + " manifests say, which migration scripts there are, which fields models store.",
    sortOptions = false,
    footer = {
      "",
      "Nothing of a module is executed: manifests are read as literals. A module that two folders",
      "hold is taken of the first, as on Odoo's path. One record is about the candidate; the other,",
      "with --installed, about what runs now: the same of the release before, with what its",
      "database has installed.",
      "",
      "Examples:",
      "  seaworthy record modules odoo/addons addons --series 18.0 --candidate sha256:… \\",
      "    --environment production --by erp@example.com -o records/modules.json",
      "  psql erp -c \"COPY (SELECT name, state, latest_version FROM ir_module_module)",
      "    TO STDOUT WITH (FORMAT csv, HEADER)\" > installed.csv",
      "  seaworthy record modules old/odoo/addons old/addons --series 17.0 \\",
      "    --installed installed.csv --environment production --by erp@example.com \\",
      "    -o records/modules-before.json"
    })
final class RecordModulesCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FOLDER",
      arity = "1..*",
      description = "A module, or a folder with modules at any depth.")
  List<Path> folders = List.of();

  @Option(
      names = "--series",
      required = true,
      paramLabel = "SERIES",
      description = "The series of Odoo that they are for: 18.0.")
  String series = "";

  @Option(
      names = "--candidate",
      paramLabel = "DIGEST",
      description = "The candidate that holds them, as in release.yaml.")
  @Nullable String candidate;

  @Option(
      names = "--installed",
      paramLabel = "FILE",
      description = "They are what runs now; FILE is a CSV of its database's ir.module.module.")
  @Nullable Path installed;

  @Mixin RecordOptions options = new RecordOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;

  RecordModulesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException {
    options.require(spec);
    Usage.require(
        spec,
        (candidate == null) != (installed == null),
        "give either --candidate or --installed: of the release to come, or of what runs now");
    Usage.require(
        spec,
        candidate == null || Digest.isWellFormed(candidate),
        "--candidate takes `sha256:` and 64 lower-case hexadecimal digits");
    Usage.require(
        spec, series.matches("(saas~)?[0-9]{1,3}\\.[0-9]{1,2}"), "--series takes one like 18.0");
    ModuleTree tree = read();
    Map<String, Object> record = options.record("OdooModules", console);
    record.put("series", series);
    if (candidate != null) {
      record.put("candidate", candidate);
    }
    if (installed == null) {
      record.put("modules", tree.modules());
    } else {
      record.put("runs", true);
      record.put("modules", installed(installed).join(tree.modules()));
    }
    if (!tree.unknown().isEmpty()) {
      record.put("unknown", tree.unknown());
    }
    output.write(console, out -> PrettyJson.write(CanonicalJson.of(record), out));
    tell(tree);
    return ExitCode.PASS;
  }

  private ModuleTree read() throws ConfigurationException {
    ModuleTree tree = new ModuleTree();
    for (Path folder : folders) {
      try {
        tree.add(folder);
      } catch (IOException e) {
        throw new ConfigurationException(
            "NO_MODULES", String.valueOf(e.getMessage()), "name folders that hold Odoo modules");
      }
    }
    if (tree.modules().isEmpty()) {
      throw new ConfigurationException(
          "NO_MODULES",
          "none of the folders holds a module",
          "name folders below which there are `__manifest__.py` files");
    }
    return tree;
  }

  private static InstalledModules installed(Path file) throws ConfigurationException {
    try (InputStream in = Files.newInputStream(file)) {
      return InstalledModules.read(in);
    } catch (IOException e) {
      String why = e.getMessage();
      throw new ConfigurationException(
          "NO_MODULE_LIST",
          "`%s` is no list of installed modules: %s"
              .formatted(
                  file, why == null || why.equals(file.toString()) ? "it cannot be read" : why),
          "export `name`, `state` and `latest_version` of `ir.module.module` as CSV");
    }
  }

  private void tell(ModuleTree tree) {
    if (!output.quiet) {
      Messages messages = new Messages(console.err());
      messages.note("seaworthy: %d modules".formatted(tree.modules().size()));
      tree.unknown().forEach(part -> messages.note("seaworthy: not read: " + part));
    }
  }
}
