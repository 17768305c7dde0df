package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.check.Signal;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.rehearse.Outcome;
import dev.seaworthy.cli.rehearse.Rehearsal;
import dev.seaworthy.cli.rehearse.RehearsalPlan;
import dev.seaworthy.cli.rehearse.RehearsalRecord;
import dev.seaworthy.cli.rehearse.RehearsalSvg;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.collectors.postgresql.DatabaseAddress;
import dev.seaworthy.collectors.record.Units;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Times a migration and watches the database meanwhile. */
@Command(
    name = "rehearse",
    description =
        "Run a migration against a PostgreSQL while its locks, waits, replicas, log and sizes are"
            + " sampled, and write the record that proves it (DBM-01, DBM-02).",
    customSynopsis =
        "seaworthy rehearse (--database URL | --dsn-file FILE) -o FILE OPTIONS -- COMMAND…",
    sortOptions = false,
    footer = {
      "",
      "A line of the command with `seaworthy-phase: NAME` begins a phase. Its input, output and",
      "environment are its own; the connection is for watching alone. The role needs no right but",
      "CONNECT; `pg_monitor` shows replicas too.",
      "",
      "Example:",
      "  seaworthy rehearse --database postgresql://watch@db:5432/erp --candidate sha256:9f2d… \\",
      "    --environment staging --window 4h --production-size 400GiB --by dba@example.com \\",
      "    -o records/rehearsal.json -- odoo-bin -d erp -u all --stop-after-init",
      "",
      "Exit codes: 0 the command ended well and all was seen, 1 it ended with another status,",
      "2 it was stopped or the database was lost, 3 bad usage or no connection (nothing was run),",
      "4 internal error."
    })
final class RehearseCommand implements Callable<Integer> {
  private static final Pattern INTERVAL = Pattern.compile("([0-9]{1,5})(ms|s)");
  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Mixin DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "Write the record here.")
  Path output = Path.of("");

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description =
          "Draw the timeline (SVG) here (default: beside the record, with the ending `.svg`).")
  @Nullable Path picture;

  @Option(
      names = "--candidate",
      required = true,
      paramLabel = "DIGEST",
      description = "What is rehearsed: the candidate's digest as in release.yaml.")
  String candidate = "";

  @Mixin RecordOptions record = new RecordOptions();

  @Option(
      names = "--window",
      required = true,
      paramLabel = "DURATION",
      description = "How long production may stand still: 4h, 1h30m.")
  String window = "";

  @Option(
      names = "--production-size",
      required = true,
      paramLabel = "SIZE",
      description = "Size of production's database: 400GiB.")
  String productionSize = "";

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "500ms",
      description = "From one sample to the next, 50ms to 60s (default: ${DEFAULT-VALUE}).")
  String interval = "500ms";

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing on standard error but errors, and what the command says.")
  boolean quiet;

  @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The migration, after `--`.")
  List<String> command = new ArrayList<>();

  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;

  RehearseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException {
    RehearsalPlan plan = plan();
    DatabaseAddress address = database.address(spec.commandLine(), console.environment());
    Signal signal = new Signal();
    try (StopOnSignal stop = new StopOnSignal(signal, ExitCode.UNKNOWN)) {
      Outcome outcome = new Rehearsal(plan, console, signal).run(address, this::write);
      tell(outcome);
      stop.ended(outcome.exitCode());
      return outcome.exitCode();
    }
  }

  private RehearsalPlan plan() {
    Usage.require(
        spec,
        Digest.isWellFormed(candidate),
        "--candidate takes a digest: `sha256:` and 64 hexadecimal digits");
    record.require(spec);
    Usage.require(
        spec,
        Units.duration(window).isPresent(),
        "--window takes a duration with its units, such as `1h30m`");
    Usage.require(
        spec,
        Units.size(productionSize).isPresent(),
        "--production-size takes a size with its unit, such as `400GiB`");
    return new RehearsalPlan(
        candidate, record.environment, record.by, window, productionSize, interval(), command);
  }

  private Duration interval() {
    Matcher matcher = INTERVAL.matcher(interval);
    Duration time = Duration.ZERO;
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      time = matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
    }
    Usage.require(
        spec,
        time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0,
        "--interval takes a time from 50ms to 60s");
    return time;
  }

  private void write(RehearsalRecord record) throws ConfigurationException {
    CanonicalJson content = record.content();
    OutputFile.write(
        output,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          PrettyJson.write(content, writer);
          writer.flush();
        });
    OutputFile.write(picture(), RehearsalSvg.of(content.node()).getBytes(StandardCharsets.UTF_8));
  }

  private Path picture() {
    Path named = picture;
    return named != null ? named : beside(output);
  }

  private static Path beside(Path record) {
    String name = String.valueOf(record.getFileName());
    int dot = name.lastIndexOf('.');
    return record.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".svg");
  }

  private void tell(Outcome outcome) {
    if (quiet) {
      return;
    }
    String words =
        switch (outcome) {
          case COMPLETE -> "the migration ended well";
          case FAILED -> "the migration failed, and the record says so";
          case INTERRUPTED -> "the migration was stopped: the record is not of a whole rehearsal";
          case DATABASE_LOST -> "the database was lost: the record is not of a whole rehearsal";
        };
    new Messages(console.err())
        .note("seaworthy: %s; written to %s and %s".formatted(words, output, picture()));
  }
}
