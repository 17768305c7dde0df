package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.Runtimes;
import dev.seaworthy.cli.check.Setup;
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
import picocli.CommandLine;

/** The commands there are. */
public final class Commands {
  private Commands() {}

  public static CommandLine all(Setup setup) {
    CommandLine keys =
        new CommandLine(new KeysCommand()).addSubcommand(new KeysGenerateCommand(setup));
    CommandLine policy = policy(setup);
    CommandLine root =
        new CommandLine(new SeaworthyCommand(setup))
            .addSubcommand(new CheckCommand(setup))
            .addSubcommand(new PrCommand(setup))
            .addSubcommand(new CollectCommand(setup))
            .addSubcommand(new VerifyCommand(setup))
            .addSubcommand(new GateCommand(setup))
            .addSubcommand(new StatusCommand(setup))
            .addSubcommand(new ReplayCommand(setup))
            .addSubcommand(
                new CommandLine(new AuditCommand()).addSubcommand(new AuditBundleCommand(setup)))
            .addSubcommand(keys)
            .addSubcommand(policy)
            .addSubcommand(network(setup))
            .addSubcommand(
                new CommandLine(new IamCommand())
                    .addSubcommand(new IamEffectiveCommand(setup))
                    .addSubcommand(new IamEscalationsCommand(setup))
                    .addSubcommand(new IamDiffCommand(setup)))
            .addSubcommand(
                new CommandLine(new AdmissionCommand())
                    .addSubcommand(new AdmissionReplayCommand(setup))
                    .addSubcommand(new AdmissionServeCommand(setup))
                    .addSubcommand(new AdmissionManifestsCommand(setup.console())))
            .addSubcommand(log(setup))
            .addSubcommand(record(setup))
            .addSubcommand(new DemoCommand(setup))
            .addSubcommand(new CompletionCommand(setup))
            .addSubcommand(new VersionCommand(setup));
    return configured(root, setup);
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
        .addSubcommand(new RecordSchemaCommand(setup.console()));
  }

  private static CommandLine log(Setup setup) {
    return new CommandLine(new LogCommand())
        .addSubcommand(new LogVerifyCommand(setup.console()))
        .addSubcommand(new LogShowCommand(setup.console()))
        .addSubcommand(new LogProveCommand(setup.console()))
        .addSubcommand(new LogCheckCommand(setup.console()));
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
        .setParameterExceptionHandler(failures::misused)
        .setExecutionExceptionHandler(failures::failed)
        .setExitCodeExceptionMapper(ignored -> ExitCode.INTERNAL);
  }
}
