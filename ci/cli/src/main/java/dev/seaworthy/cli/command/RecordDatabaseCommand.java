package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.collectors.postgresql.DatabaseException;
import dev.seaworthy.collectors.postgresql.ServerReader;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes a record from a server: what it says of itself. */
@Command(
    name = "database",
    description =
        "Ask a PostgreSQL server for its settings, access rules, roles, replicas and sizes, and"
            + " write the record DatabaseServer (PGS-01, PGS-04).",
    sortOptions = false,
    footer = {
      "",
      "It only reads. Everybody may see settings and roles; `pg_monitor` shows replicas, and",
      "execution of `pg_hba_file_rules` access rules. What the role may not see is named.",
      "",
      "Example:",
      "  seaworthy record database --database postgresql://watch@db:5432/erp \\",
      "    --environment production --by dba@example.com -o records/database.json"
    })
final class RecordDatabaseCommand implements Callable<Integer> {
  @Mixin DatabaseOptions database = new DatabaseOptions();

  @Mixin RecordOptions options = new RecordOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;

  RecordDatabaseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException {
    options.require(spec);
    Map<String, Object> record = options.record("DatabaseServer", console);
    try {
      record.putAll(
          ServerReader.read(
              database.address(spec.commandLine(), console.environment()), console.clock()));
    } catch (DatabaseException e) {
      throw new ConfigurationException(e.problem());
    }
    output.write(console, out -> PrettyJson.write(CanonicalJson.of(record), out));
    tell(record);
    return ExitCode.PASS;
  }

  private void tell(Map<String, Object> record) {
    if (!output.quiet && record.get("unknown") instanceof List<?> unknown) {
      Messages messages = new Messages(console.err());
      unknown.forEach(part -> messages.note("seaworthy: not seen: " + part));
    }
  }
}
