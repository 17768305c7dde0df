package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.iam.AwsNode.May;
import dev.seaworthy.engine.evidence.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * By which chain of steps each user and role of an account comes by the rights of an administrator:
 * one who may do everything, or who may give itself the right to. The search goes backwards from
 * the administrators, first along steps that are sure, then along all; of equally short chains the
 * one to the first by name is told.
 */
final class AwsReach {
  /** Pairs of principals that are looked at: a second or two. */
  private static final int MOST_PAIRS = 30_000_000;

  /** A step, and from whom on the chain goes on. */
  private record Link(AwsNode to, String by) {}

  private final List<AwsNode> nodes;
  private final Map<AwsNode, AwsSteps> steps = new HashMap<>();
  private final Map<AwsNode, Link> sure = new LinkedHashMap<>();
  private final Map<AwsNode, Link> perhaps = new LinkedHashMap<>();
  private final List<AwsNode> administrators;
  private final Consumer<Problem> refused;
  private int pairs;

  /**
   * @param all users, groups and roles of one account
   * @param refused is told where there are too many to look at all
   */
  AwsReach(List<AwsNode> all, Consumer<Problem> refused) {
    this.refused = refused;
    this.nodes = all.stream().filter(node -> !node.type().equals("group")).toList();
    Map<String, String> groups = new HashMap<>();
    all.stream()
        .filter(node -> node.type().equals("group"))
        .forEach(node -> groups.put(node.label().substring("group ".length()), node.arn()));
    this.administrators = nodes.stream().filter(node -> isPowerful(node, groups)).toList();
    nodes.forEach(node -> steps.put(node, new AwsSteps(node)));
    search(administrators, sure, May.YES);
    List<AwsNode> reached = new ArrayList<>(administrators);
    reached.addAll(sure.keySet());
    search(reached, perhaps, May.PERHAPS);
  }

  /** The chain of {@code node} as evidence tells it; empty if there is none. */
  Optional<Map<String, Object>> chain(AwsNode node) {
    boolean isSure = sure.containsKey(node);
    if (!isSure && !perhaps.containsKey(node)) {
      return Optional.empty();
    }
    List<Map<String, Object>> hops = new ArrayList<>();
    AwsNode at = node;
    Link link = perhaps.getOrDefault(at, sure.get(at));
    while (link != null) {
      hops.add(Map.of("by", link.by(), "to", link.to().label()));
      at = link.to();
      link = perhaps.getOrDefault(at, sure.get(at));
    }
    Map<String, Object> chain = new LinkedHashMap<>();
    chain.put("hops", hops);
    chain.put("conditional", !isSure);
    return Optional.of(chain);
  }

  private void search(List<AwsNode> from, Map<AwsNode, Link> found, May least) {
    Deque<AwsNode> open = new ArrayDeque<>(from);
    List<AwsNode> left = new ArrayList<>(nodes);
    left.removeAll(new HashSet<>(from));
    while (!open.isEmpty() && !left.isEmpty()) {
      AwsNode to = open.poll();
      pairs += left.size();
      if (pairs > MOST_PAIRS) {
        refused.accept(IamProblems.tooManyPairs(MOST_PAIRS));
        return;
      }
      List<AwsNode> rest = new ArrayList<>();
      for (AwsNode one : left) {
        Optional<AwsSteps.Step> step =
            stepsOf(one).to(to).filter(it -> it.may().compareTo(least) >= 0);
        if (step.isPresent()) {
          found.put(one, new Link(to, step.get().by()));
          open.add(one);
        } else {
          rest.add(one);
        }
      }
      left = rest;
    }
  }

  private AwsSteps stepsOf(AwsNode node) {
    return steps.computeIfAbsent(node, AwsSteps::new);
  }

  /** Whether it may do everything, or surely give itself the right to. */
  private static boolean isPowerful(AwsNode node, Map<String, String> groups) {
    if (node.isAdministrator()) {
      return true;
    }
    String kind = node.type().equals("user") ? "User" : "Role";
    boolean ofItself =
        node.may("iam:Put%sPolicy".formatted(kind), node.arn()) == May.YES
            || node.may("iam:Attach%sPolicy".formatted(kind), node.arn()) == May.YES
            || node.ownPolicies().stream()
                .anyMatch(arn -> node.may("iam:CreatePolicyVersion", arn) == May.YES);
    return ofItself || isPowerfulByGroup(node, groups) || makesRoles(node);
  }

  private static boolean isPowerfulByGroup(AwsNode node, Map<String, String> groups) {
    return node.groups().stream()
        .map(group -> groups.getOrDefault(group, ""))
        .filter(arn -> !arn.isEmpty())
        .anyMatch(
            arn ->
                node.may("iam:PutGroupPolicy", arn) == May.YES
                    || node.may("iam:AttachGroupPolicy", arn) == May.YES);
  }

  /** A role of one's own making, with any right one likes. */
  private static boolean makesRoles(AwsNode node) {
    return node.may("iam:CreateRole", "*") == May.YES
        && (node.may("iam:AttachRolePolicy", "*") == May.YES
            || node.may("iam:PutRolePolicy", "*") == May.YES);
  }
}
