package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.iam.AwsNode.May;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By which single step one principal comes by the rights of another, of the kinds that Principal
 * Mapper knows: it takes on a role, it gets the keys or the password of a user, it rewrites a trust
 * policy, or it hands a role to a service that runs what it says.
 */
final class AwsSteps {
  /** A step, and how sure it is. */
  record Step(String by, May may) {}

  /** A service that runs code as a role that it is handed, and what else it takes. */
  private record Service(String principal, List<String> actions) {}

  private static final List<Service> SERVICES =
      List.of(
          new Service("lambda.amazonaws.com", List.of("lambda:CreateFunction")),
          new Service("ec2.amazonaws.com", List.of("ec2:RunInstances")),
          new Service("ec2.amazonaws.com", List.of("ec2:RequestSpotInstances")),
          new Service(
              "ec2.amazonaws.com",
              List.of(
                  "autoscaling:CreateLaunchConfiguration", "autoscaling:CreateAutoScalingGroup")),
          new Service("cloudformation.amazonaws.com", List.of("cloudformation:CreateStack")),
          new Service("cloudformation.amazonaws.com", List.of("cloudformation:UpdateStack")),
          new Service(
              "cloudformation.amazonaws.com",
              List.of("cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet")),
          new Service("glue.amazonaws.com", List.of("glue:CreateDevEndpoint")),
          new Service("glue.amazonaws.com", List.of("glue:CreateJob")),
          new Service("glue.amazonaws.com", List.of("glue:UpdateJob")),
          new Service("sagemaker.amazonaws.com", List.of("sagemaker:CreateNotebookInstance")),
          new Service("sagemaker.amazonaws.com", List.of("sagemaker:CreateTrainingJob")),
          new Service("sagemaker.amazonaws.com", List.of("sagemaker:CreateProcessingJob")),
          new Service(
              "codebuild.amazonaws.com",
              List.of("codebuild:CreateProject", "codebuild:StartBuild")),
          new Service(
              "codebuild.amazonaws.com",
              List.of("codebuild:CreateProject", "codebuild:StartBuildBatch")),
          new Service(
              "codebuild.amazonaws.com",
              List.of("codebuild:UpdateProject", "codebuild:StartBuild")),
          new Service(
              "ecs-tasks.amazonaws.com", List.of("ecs:RegisterTaskDefinition", "ecs:RunTask")),
          new Service(
              "ecs-tasks.amazonaws.com",
              List.of("ecs:RegisterTaskDefinition", "ecs:CreateService")),
          new Service(
              "datapipeline.amazonaws.com",
              List.of("datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition")));

  private static final String ASSUME = "sts:AssumeRole";
  private static final String PASS = "iam:PassRole";
  private static final String REWRITE = "iam:UpdateAssumeRolePolicy";
  private static final List<String> OF_USERS =
      List.of("iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile");
  private static final List<String> SESSIONS = List.of("ssm:SendCommand", "ssm:StartSession");
  private static final String AGENT = "ssmmessages:CreateControlChannel";

  private static final List<String> STEPS =
      Stream.of(List.of(ASSUME, PASS, REWRITE), OF_USERS, SESSIONS).flatMap(List::stream).toList();

  private final AwsNode from;

  /** Per service, how far all its actions are allowed; worked out once for each principal. */
  private final Map<Service, May> served = new HashMap<>();

  /** How far each other right is there on anything at all. */
  private final Map<String, May> anywhere = new HashMap<>();

  /** What stands for all principals of its account, itself among them. */
  private final List<String> everyone;

  AwsSteps(AwsNode from) {
    this.from = from;
    String account = from.account();
    String partition = from.arn().split(":", -1).length > 1 ? from.arn().split(":", -1)[1] : "aws";
    this.everyone =
        account.isEmpty()
            ? List.of("*")
            : List.of("*", account, "arn:%s:iam::%s:root".formatted(partition, account));
    STEPS.forEach(action -> anywhere.put(action, from.mayAnywhere(action)));
    for (Service service : SERVICES) {
      May all = anywhere.getOrDefault(PASS, May.NO);
      for (String action : service.actions()) {
        all = all == May.NO ? May.NO : all.and(from.mayAnywhere(action));
      }
      served.put(service, all);
    }
  }

  /** The surest step to {@code to}; empty if there is none. */
  Optional<Step> to(AwsNode to) {
    List<Step> steps = new ArrayList<>();
    if (to.type().equals("user")) {
      OF_USERS.forEach(action -> add(steps, action, may(action, to)));
    } else if (to.type().equals("role")) {
      add(steps, ASSUME, assumes(to));
      add(steps, REWRITE, may(REWRITE, to));
      passes(to, steps);
      session(to, steps);
    }
    return steps.stream()
        .reduce((one, other) -> one.may().compareTo(other.may()) >= 0 ? one : other);
  }

  private static void add(List<Step> steps, String by, May may) {
    if (may != May.NO) {
      steps.add(new Step(by, may));
    }
  }

  /** By the role's trust and the principal's own rights; a trust that names it needs no right. */
  private May assumes(AwsNode to) {
    May found = May.NO;
    for (AwsNode.Trust statement : to.trust()) {
      May trusted = trusts(statement, to);
      if (statement.denies() && trusted == May.YES) {
        return May.NO;
      }
      if (!statement.denies() && trusted.compareTo(found) > 0) {
        found = trusted;
      }
    }
    return found;
  }

  private May trusts(AwsNode.Trust statement, AwsNode to) {
    May found = May.NO;
    if (statement.who().contains(from.arn())) {
      found = from.isDenied(ASSUME, to.arn()) ? May.NO : May.YES;
    } else if (everyone.stream().anyMatch(statement.who()::contains)) {
      found = may(ASSUME, to);
    }
    return statement.conditional() ? found.and(May.PERHAPS) : found;
  }

  private May may(String action, AwsNode to) {
    return anywhere.getOrDefault(action, May.NO) == May.NO ? May.NO : from.may(action, to.arn());
  }

  private void passes(AwsNode to, List<Step> steps) {
    May passed = may(PASS, to);
    if (passed == May.NO) {
      return;
    }
    for (Service service : SERVICES) {
      May may =
          passed.and(served.getOrDefault(service, May.NO)).and(isTrusted(to, service.principal()));
      add(steps, PASS + " and " + String.join(" and ", service.actions()), may);
    }
  }

  /** Commands on an instance run as the role of the instance, where its agent may ask for them. */
  private void session(AwsNode to, List<Step> steps) {
    for (String action : SESSIONS) {
      May may = anywhere.getOrDefault(action, May.NO);
      if (may != May.NO && isTrusted(to, "ec2.amazonaws.com") != May.NO) {
        add(steps, action, may.and(to.mayAnywhere(AGENT)));
      }
    }
  }

  private static May isTrusted(AwsNode to, String service) {
    May found = May.NO;
    for (AwsNode.Trust statement : to.trust()) {
      if (!statement.denies() && statement.who().contains("Service:" + service)) {
        May one = statement.conditional() ? May.PERHAPS : May.YES;
        found = one.compareTo(found) > 0 ? one : found;
      }
    }
    return found;
  }
}
