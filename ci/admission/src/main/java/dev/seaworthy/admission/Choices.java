package dev.seaworthy.admission;

import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Which controls are asked about an object. Objects of one kind are of one concern, so that the
 * answer is found once for all of them.
 */
final class Choices {
  /** A cluster has some hundreds of kinds; who calls directly must not make more of them. */
  private static final int MOST_KNOWN = 1_000;

  /**
   * What is asked of one bundle.
   *
   * @param alone the controls that the object is enough for
   * @param among those that are asked about it among others
   */
  record OfBundle(PolicyBundle bundle, List<Control> alone, List<Control> among) {}

  /**
   * What is asked about one object.
   *
   * @param notAsked controls that look at it and need more than there is, in id order
   */
  record Choice(List<OfBundle> bundles, List<Control> notAsked) {}

  private final List<PolicyBundle> bundles;
  private final Predicate<Control> hasSurroundings;
  private final Map<Set<String>, Choice> known = new ConcurrentHashMap<>();

  /**
   * @param hasSurroundings whether there are those that a control looks at
   */
  Choices(List<PolicyBundle> bundles, Predicate<Control> hasSurroundings) {
    this.bundles = bundles;
    this.hasSurroundings = hasSurroundings;
  }

  /** The bundles that are ever asked; to make the others ready would take time and memory. */
  List<PolicyBundle> askable() {
    return bundles.stream()
        .filter(bundle -> bundle.controls().stream().anyMatch(this::isAskable))
        .toList();
  }

  private boolean isAskable(Control control) {
    return switch (Question.of(control)) {
      case OBJECT -> true;
      case SURROUNDINGS -> hasSurroundings.test(control);
      case MORE -> false;
    };
  }

  Choice of(Concern concern) {
    if (concern.hasGaps()) {
      return choose(concern);
    }
    Set<String> patterns = concern.patterns();
    Choice before = known.get(patterns);
    if (before != null) {
      return before;
    }
    Choice choice = choose(concern);
    if (known.size() < MOST_KNOWN) {
      known.put(patterns, choice);
    }
    return choice;
  }

  private Choice choose(Concern concern) {
    List<OfBundle> chosen = new ArrayList<>();
    List<Control> notAsked = new ArrayList<>();
    for (PolicyBundle bundle : bundles) {
      List<Control> concerned = bundle.controls().stream().filter(concern::is).toList();
      OfBundle ofBundle =
          new OfBundle(
              bundle,
              of(concerned, Question.OBJECT),
              of(concerned, Question.SURROUNDINGS).stream().filter(hasSurroundings).toList());
      concerned.stream().filter(control -> !isAskable(control)).forEach(notAsked::add);
      if (!ofBundle.alone().isEmpty() || !ofBundle.among().isEmpty()) {
        chosen.add(ofBundle);
      }
    }
    notAsked.sort(Comparator.comparing(Control::id));
    return new Choice(List.copyOf(chosen), List.copyOf(notAsked));
  }

  private static List<Control> of(List<Control> controls, Question question) {
    return controls.stream().filter(control -> Question.of(control) == question).toList();
  }
}
