package dev.seaworthy.collectors.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of policies that AWS itself keeps in every account and that decide most, for exports
 * that leave them out. Where AWS lists thousands of actions a pattern stands for them that allows
 * no less.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/">AWS managed
 *     policies</a>
 */
final class AwsManagedPolicies {
  /** Actions on every resource; one of the two lists is empty. */
  private record Actions(List<String> actions, List<String> notActions) {
    static Actions only(String... actions) {
      return new Actions(List.of(actions), List.of());
    }

    static Actions allBut(String... actions) {
      return new Actions(List.of(), List.of(actions));
    }
  }

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::aws:policy/(?:[^/]+/)*([^/]+)");

  private static final Map<String, List<Actions>> KNOWN =
      Map.of(
          "AdministratorAccess",
          List.of(Actions.only("*")),
          "PowerUserAccess",
          List.of(
              Actions.allBut("iam:*", "organizations:*", "account:*"),
              Actions.only(
                  "account:GetAccountInformation",
                  "account:GetPrimaryEmail",
                  "account:ListRegions",
                  "iam:CreateServiceLinkedRole",
                  "iam:DeleteServiceLinkedRole",
                  "iam:ListRoles",
                  "organizations:DescribeOrganization")),
          "IAMFullAccess",
          List.of(Actions.only("iam:*", "organizations:Describe*", "organizations:List*")),
          "IAMReadOnlyAccess",
          List.of(Actions.only("iam:Generate*", "iam:Get*", "iam:List*", "iam:Simulate*")),
          "ReadOnlyAccess",
          List.of(
              Actions.only(
                  "*:BatchGet*",
                  "*:Check*",
                  "*:Describe*",
                  "*:Get*",
                  "*:List*",
                  "*:Query*",
                  "*:Read*",
                  "*:Scan",
                  "*:Search*",
                  "*:Select",
                  "*:View*")),
          "AmazonS3FullAccess",
          List.of(Actions.only("s3:*", "s3-object-lambda:*")),
          "AmazonS3ReadOnlyAccess",
          List.of(
              Actions.only(
                  "s3:Describe*",
                  "s3:Get*",
                  "s3:List*",
                  "s3-object-lambda:Get*",
                  "s3-object-lambda:List*")));

  private AwsManagedPolicies() {}

  /** What the policy {@code arn} says, as if it stood at {@code at}; empty if it is not known. */
  static Optional<List<AwsStatement>> find(String arn, Spot at) {
    Matcher matcher = ARN.matcher(arn);
    return matcher.matches()
        ? Optional.ofNullable(KNOWN.get(matcher.group(1)))
            .map(known -> known.stream().map(actions -> statement(actions, at)).toList())
        : Optional.empty();
  }

  private static AwsStatement statement(Actions actions, Spot at) {
    return new AwsStatement(
        "allow",
        actions.actions(),
        actions.notActions(),
        List.of("*"),
        List.of(),
        "",
        List.of(),
        at);
  }
}
