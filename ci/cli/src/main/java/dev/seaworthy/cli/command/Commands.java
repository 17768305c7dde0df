package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.Runtimes;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.key.KeyName;
import dev.seaworthy.cli.policy.PolicyBuildCommand;
import dev.seaworthy.cli.policy.PolicyDiffCommand;
import dev.seaworthy.cli.policy.PolicyLintCommand;
import dev.seaworthy.cli.policy.PolicyNewCommand;
import dev.seaworthy.cli.policy.PolicyPullCommand;
import dev.seaworthy.cli.policy.PolicyPushCommand;
import dev.seaworthy.cli.policy.PolicySignCommand;
import dev.seaworthy.cli.policy.PolicyTestCommand;
import dev.seaworthy.cli.policy.PolicyVerifyCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** The commands there are. */
public final class Commands {
  private static final String COMPLETION = "completion";

  /** Those that follow the program's name, in the order in which help lists them. */
  private static final List<String> NAMES =
      List.of(
          "check",
          "explain",
          "pr",
          "fix",
          "baseline",
          "collect",
          "verify",
          "gate",
          "status",
          "replay",
          "audit",
          "keys",
          "timestamp",
          "policy",
          "network",
          "iam",
          "admission",
          "log",
          "record",
          "rehearse",
          "tls",
          "demo",
          COMPLETION,
          "version");

  private Commands() {}

  /** All commands. */
  public static CommandLine all(Setup setup) {
    return these(NAMES, setup);
  }

  /**
   * The command that arguments begin with, or all where they begin with none: to learn what each of
   * them takes is a good part of a start.
   */
  public static CommandLine of(Setup setup, String... args) {
    boolean isOne = args.length > 0 && NAMES.contains(args[0]);
    // What completes a line knows them all.
    return isOne && !args[0].equals(COMPLETION) ? these(List.of(args[0]), setup) : all(setup);
  }

  private static CommandLine these(List<String> names, Setup setup) {
    CommandLine root = new CommandLine(new SeaworthyCommand(setup));
    names.forEach(name -> root.addSubcommand(name, named(name, setup)));
    return configured(root, setup);
  }

  private static Object named(String name, Setup setup) {
    return switch (name) {
      case "check" -> new CheckCommand(setup);
      case "explain" -> new ExplainCommand(setup);
      case "pr" -> pr(setup);
      case "fix" -> new FixCommand(setup);
      case "baseline" -> baseline(setup);
      case "collect" -> new CollectCommand(setup);
      case "verify" -> new VerifyCommand(setup);
      case "gate" -> new GateCommand(setup);
      case "status" -> new StatusCommand(setup);
      case "replay" -> new ReplayCommand(setup);
      case "audit" -> audit(setup);
      case "keys" -> keys(setup);
      case "timestamp" -> timestamp(setup);
      case "policy" -> policy(setup);
      case "network" -> network(setup);
      case "iam" -> iam(setup);
      case "admission" -> admission(setup);
      case "log" -> log(setup);
      case "record" -> record(setup);
      case "rehearse" -> new RehearseCommand(setup.console());
      case "tls" -> tls(setup);
      case "demo" -> new DemoCommand(setup);
      case COMPLETION -> new CompletionCommand(setup);
      case "version" -> new VersionCommand(setup);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static CommandLine pr(Setup setup) {
    return new CommandLine(new PrCommand(setup)).addSubcommand(new PrServeCommand(setup));
  }

  private static CommandLine baseline(Setup setup) {
    return new CommandLine(new BaselineCommand())
        .addSubcommand(new BaselineCreateCommand(setup))
        .addSubcommand(new BaselinePruneCommand(setup));
  }

  private static CommandLine audit(Setup setup) {
    return new CommandLine(new AuditCommand())
        .addSubcommand(new AuditBundleCommand(setup))
        .addSubcommand(new AuditRedactCommand(setup))
        .addSubcommand(new AuditDiffCommand(setup))
        .addSubcommand(new AuditCoverageCommand(setup))
        .addSubcommand(
            new CommandLine(new PreserveCommand())
                .addSubcommand(new PreserveCreateCommand(setup))
                .addSubcommand(new PreserveRenewCommand(setup))
                .addSubcommand(new PreserveVerifyCommand(setup)));
  }

  private static CommandLine keys(Setup setup) {
    return new CommandLine(new KeysCommand())
        .addSubcommand(new KeysGenerateCommand(setup))
        .addSubcommand(new KeysShowCommand(setup))
        .addSubcommand(new KeysRotateCommand(setup.console()));
  }

  private static CommandLine timestamp(Setup setup) {
    return new CommandLine(new TimestampCommand())
        .addSubcommand(new TimestampServeCommand(setup.console()));
  }

  private static CommandLine iam(Setup setup) {
    return new CommandLine(new IamCommand())
        .addSubcommand(new IamEffectiveCommand(setup))
        .addSubcommand(new IamEscalationsCommand(setup))
        .addSubcommand(new IamDiffCommand(setup));
  }

  private static CommandLine admission(Setup setup) {
    return new CommandLine(new AdmissionCommand())
        .addSubcommand(new AdmissionReplayCommand(setup))
        .addSubcommand(new AdmissionServeCommand(setup))
        .addSubcommand(new AdmissionCertifyCommand(setup.console()))
        .addSubcommand(new AdmissionManifestsCommand(setup.console()))
        .addSubcommand(new AdmissionPoliciesCommand(setup))
        .addSubcommand(new AdmissionSignWaiversCommand(setup.console()))
        .addSubcommand(new AdmissionExportCommand(setup.console()))
        .addSubcommand(new AdmissionVerifyExportCommand(setup))
        .addSubcommand(
            new CommandLine(new BreakGlassCommand())
                .addSubcommand(new BreakGlassNewCommand(setup.console())));
  }

  private static CommandLine policy(Setup setup) {
    return new CommandLine(new PolicyCommand())
        .addSubcommand(new PolicyListCommand(setup))
        .addSubcommand(new PolicyShowCommand(setup))
        .addSubcommand(new PolicyNewCommand(setup.console()))
        .addSubcommand(new PolicyLintCommand(setup.console()))
        .addSubcommand(new PolicyTestCommand(setup.console(), new Runtimes(setup.console())::all))
        .addSubcommand(new PolicyBuildCommand(setup.console()))
        .addSubcommand(new PolicySignCommand(setup.console()))
        .addSubcommand(new PolicyVerifyCommand(setup.console()))
        .addSubcommand(new PolicyDiffCommand(setup.console()))
        .addSubcommand(new PolicyDocsCommand(setup))
        .addSubcommand(new PolicyPushCommand(setup.console()))
        .addSubcommand(new PolicyPullCommand(setup.console()))
        .addSubcommand(new PolicyLockCommand(setup))
        .addSubcommand(new PolicyCalibrateCommand(setup));
  }

  private static CommandLine record(Setup setup) {
    return new CommandLine(new RecordCommand())
        .addSubcommand(new RecordListCommand(setup.console()))
        .addSubcommand(new RecordNewCommand(setup.console()))
        .addSubcommand(new RecordDatabaseCommand(setup.console()))
        .addSubcommand(new RecordModulesCommand(setup.console()))
        .addSubcommand(new RecordOdooAccessCommand(setup.console()))
        .addSubcommand(new RecordSchemaCommand(setup.console()));
  }

  private static CommandLine log(Setup setup) {
    return new CommandLine(new LogCommand())
        .addSubcommand(new LogVerifyCommand(setup.console()))
        .addSubcommand(new LogShowCommand(setup.console()))
        .addSubcommand(new LogProveCommand(setup.console()))
        .addSubcommand(new LogCheckCommand(setup.console()))
        .addSubcommand(new LogWitnessCommand(setup.console()))
        .addSubcommand(new LogServeCommand(setup.console()));
  }

  private static CommandLine tls(Setup setup) {
    return new CommandLine(new TlsCommand()).addSubcommand(new TlsProbeCommand(setup));
  }

  private static CommandLine network(Setup setup) {
    return new CommandLine(new NetworkCommand())
        .addSubcommand(new NetworkConnectionsCommand(setup))
        .addSubcommand(new NetworkDiffCommand(setup));
  }

  private static CommandLine configured(CommandLine root, Setup setup) {
    Failures failures = new Failures(setup.console());
    return root.setOut(new PrintWriter(setup.console().out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(setup.console().err(), true, StandardCharsets.UTF_8))
        .setUsageHelpWidth(setup.console().textColumns())
        .setUsageHelpAutoWidth(false)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(KeyName.class, KeyName::new)
        .setParameterExceptionHandler(failures::misused)
        .setExecutionExceptionHandler(failures::failed)
        .setExitCodeExceptionMapper(ignored -> ExitCode.INTERNAL);
  }
}
