package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chains of steps to an administrator, of the kinds that Principal Mapper knows. */
class AwsReachTest {
  private static final String ADMIN = allow("*", "*");

  @TempDir Path temp;

  @ParameterizedTest(name = "{0} by {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // what user u may do              | of whom the role is trusted   | more | the step, `?`
        // under a condition
        "sts:AssumeRole on role/boss       | AWS:arn:aws:iam::123456789012:root | | sts:AssumeRole",
        "sts:AssumeRole on role/boss       | AWS:123456789012               |      |"
            + " sts:AssumeRole",
        "sts:AssumeRole on role/b*         | AWS:*                          |      |"
            + " sts:AssumeRole",
        "sts:AssumeRole on role/other      | AWS:arn:aws:iam::123456789012:root | | none",
        "sts:AssumeRole on role/boss       | AWS:arn:aws:iam::999999999999:root | | none",
        "s3:Get on role/boss               | AWS:arn:aws:iam::123456789012:user/u | |"
            + " sts:AssumeRole",
        "iam:UpdateAssumeRolePolicy on role/boss | Service:ec2.amazonaws.com |     |"
            + " iam:UpdateAssumeRolePolicy",
        "iam:PassRole on role/boss         | Service:lambda.amazonaws.com  | lambda:CreateFunction"
            + " | iam:PassRole and lambda:CreateFunction",
        "iam:PassRole on role/boss         | Service:ec2.amazonaws.com     | lambda:CreateFunction"
            + " | none",
        "iam:PassRole on role/boss         | Service:ec2.amazonaws.com     | ec2:RunInstances |"
            + " iam:PassRole and ec2:RunInstances",
        "iam:PassRole on role/boss         | Service:cloudformation.amazonaws.com |"
            + " cloudformation:* | iam:PassRole and cloudformation:CreateStack",
        "iam:PassRole on role/boss         | Service:codebuild.amazonaws.com |"
            + " codebuild:CreateProject | none",
        "iam:PassRole on role/boss         | Service:codebuild.amazonaws.com | codebuild:* |"
            + " iam:PassRole and codebuild:CreateProject and codebuild:StartBuild",
        "iam:PassRole on role/boss         | Service:ec2.amazonaws.com     | autoscaling:* |"
            + " iam:PassRole and autoscaling:CreateLaunchConfiguration and"
            + " autoscaling:CreateAutoScalingGroup",
        "ssm:SendCommand on role/any       | Service:ec2.amazonaws.com     |      |"
            + " ssm:SendCommand",
        "iam:PassRole on user/boss         | Service:lambda.amazonaws.com  | lambda:CreateFunction"
            + " | none",
      })
  void aStepLeadsToARole(String right, String trusted, String more, String step) {
    String[] parts = right.trim().split(" on ", -1);
    String own = allow(parts[0], arn(parts[1])) + (more == null ? "" : "," + allow(more, "*"));
    assertThat(by(account(own, trusted, ADMIN))).isEqualTo(step.trim());
  }

  @Test
  void aDenialAndABoundaryStopAStep() {
    String assume = allow("sts:AssumeRole", arn("role/boss"));
    String deny = assume + ",{\"Effect\":\"Deny\",\"Action\":\"sts:*\",\"Resource\":\"*\"}";
    String root = "AWS:arn:aws:iam::123456789012:root";
    assertThat(by(account(assume, root, ADMIN))).isEqualTo("sts:AssumeRole");
    assertThat(by(account(deny, root, ADMIN))).isEqualTo("none");
    String perhaps =
        assume
            + ",{\"Effect\":\"Deny\",\"Action\":\"sts:*\",\"Resource\":\"*\","
            + "\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}";
    assertThat(by(account(perhaps, root, ADMIN))).isEqualTo("sts:AssumeRole?");
  }

  @Test
  void whoMayGiveItselfEveryRightIsAnAdministratorToo() {
    String itself = allow("iam:PutRolePolicy", arn("role/boss"));
    String root = "AWS:arn:aws:iam::123456789012:root";
    String assume = allow("sts:AssumeRole", arn("role/boss"));
    assertThat(by(account(assume, root, itself))).isEqualTo("sts:AssumeRole");
    assertThat(by(account(assume, root, allow("iam:PutRolePolicy", arn("role/x")))))
        .isEqualTo("none");
  }

  @Test
  void usersLeadOnByTheirKeys() {
    Snapshot snapshot =
        snapshot(
            user("u", allow("iam:CreateAccessKey", arn("user/root"))) + "," + user("root", ADMIN),
            "");
    assertThat(by(snapshot)).isEqualTo("iam:CreateAccessKey");
  }

  @Test
  void aChainOfRolesIsFollowedToItsEnd() {
    String roles =
        IntStream.rangeClosed(1, 30)
            .mapToObj(
                i ->
                    role(
                        "r" + i,
                        "AWS:arn:aws:iam::123456789012:" + (i == 1 ? "user/u" : "role/r" + (i - 1)),
                        i == 30 ? ADMIN : allow("s3:GetObject", "*")))
            .collect(Collectors.joining(","));
    JsonNode chain = chain(snapshot(user("u", allow("s3:GetObject", "*")), roles));
    assertThat(chain.path("hops")).hasSize(30);
    assertThat(chain.at("/hops/29/to").asText()).isEqualTo("role r30");
    assertThat(chain.path("conditional").asBoolean(true)).isFalse();
  }

  /**
   * Five thousand principals, each trusted by the next, and a policy of ten thousand statements.
   */
  @Test
  @Timeout(120)
  void aLargeAccountIsReadInBounds() {
    String policy =
        IntStream.range(0, 10_000)
            .mapToObj(i -> allow("s3:GetObject", "arn:aws:s3:::bucket" + i + "/*"))
            .collect(Collectors.joining(","));
    String roles =
        IntStream.range(0, 5_000)
            .mapToObj(
                i ->
                    role(
                        "r" + i,
                        "AWS:arn:aws:iam::123456789012:root",
                        i == 0 ? ADMIN : allow("sts:AssumeRole", arn("role/r" + i / 2))))
            .collect(Collectors.joining(","));
    long start = System.nanoTime();
    Snapshot snapshot = snapshot(user("u", policy), roles);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("5,001 principals, a policy of 10,000 statements: %.1f s%n", seconds);
    assertThat(Input.gaps(snapshot)).isEmpty();
    JsonNode last = Input.attributes(Input.principal(snapshot, "role r4999"));
    // 4999, 2499, 1249, 624, 312, 156, 78, 39, 19, 9, 4, 2, 1, 0
    assertThat(last.at("/administratorBy/hops")).hasSize(13);
  }

  private Snapshot account(String own, String trusted, String roleMay) {
    String agent = roleMay + "," + allow("ssmmessages:CreateControlChannel", "*");
    return snapshot(user("u", own), role("boss", trusted.trim(), agent));
  }

  private Snapshot snapshot(String users, String roles) {
    String export =
        "{\"UserDetailList\":[%s],\"GroupDetailList\":[],\"RoleDetailList\":[%s],\"Policies\":[]}";
    return new Input(temp).file("aws.json", export.formatted(users, roles)).gather();
  }

  private static String by(Snapshot snapshot) {
    JsonNode chain = chain(snapshot);
    return chain.isMissingNode()
        ? "none"
        : chain.at("/hops/0/by").asText() + (chain.path("conditional").asBoolean() ? "?" : "");
  }

  private static JsonNode chain(Snapshot snapshot) {
    assertThat(Input.gaps(snapshot)).isEmpty();
    return Input.attributes(Input.principal(snapshot, "user u")).path("administratorBy");
  }

  private static String user(String name, String statements) {
    return """
    {"UserName":"%s","Arn":"%s","UserPolicyList":[{"PolicyName":"p","PolicyDocument":{"Statement":[%s]}}]}\
    """
        .formatted(name, arn("user/" + name), statements);
  }

  private static String role(String name, String trusted, String statements) {
    String[] who = trusted.split(":", 2);
    return """
    {"RoleName":"%s","Arn":"%s","AssumeRolePolicyDocument":{"Statement":[{"Effect":"Allow",
     "Action":"sts:AssumeRole","Principal":{"%s":"%s"}}]},
     "RolePolicyList":[{"PolicyName":"p","PolicyDocument":{"Statement":[%s]}}]}\
    """
        .formatted(name, arn("role/" + name), who[0], who[1], statements);
  }

  private static String allow(String action, String resource) {
    return "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
        .formatted(action, resource);
  }

  private static String arn(String rest) {
    return "arn:aws:iam::123456789012:" + rest.trim();
  }
}
