package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.util.Locale;

/** Exports of an account with one role, written in short. */
final class AwsPolicyCases {
  private AwsPolicyCases() {}

  /** {@code allow s3:Get*,s3:PutObject on arn if aws:k}; the last two may be left out. */
  static String statement(String words) {
    String[] parts = words.trim().split(" +", -1);
    boolean allBut = parts[1].startsWith("!");
    String actions = "\"" + parts[1].substring(allBut ? 1 : 0).replace(",", "\",\"") + "\"";
    String resource = words.contains(" on ") ? parts[3] : "*";
    String condition =
        words.contains(" if ")
            ? ",\"Condition\":{\"Bool\":{\"%s\":\"true\"}}".formatted(parts[parts.length - 1])
            : "";
    return "{\"Effect\":\"%s\",\"%s\":[%s],\"Resource\":\"%s\"%s}"
        .formatted(
            parts[0].substring(0, 1).toUpperCase(Locale.ROOT) + parts[0].substring(1),
            allBut ? "NotAction" : "Action",
            actions,
            resource,
            condition);
  }

  /** An export of a role {@code app} whose policy has {@code statements}, separated by ";". */
  static String export(String statements) {
    StringBuilder all = new StringBuilder();
    for (String one : statements.split(";", -1)) {
      all.append(all.isEmpty() ? "" : ",").append(statement(one));
    }
    return """
    {"UserDetailList": [], "GroupDetailList": [], "Policies": [], "RoleDetailList": [
    {"RoleName": "app", "Arn": "arn:aws:iam::123456789012:role/app",
     "AssumeRolePolicyDocument": {"Statement": []},
     "RolePolicyList": [{"PolicyName": "app", "PolicyDocument": {"Statement": [%s]}}]}]}
    """
        .formatted(all);
  }

  static Snapshot snapshot(Path folder, String statements) {
    return new Input(Input.made(folder)).file("aws.json", export(statements)).gather();
  }
}
