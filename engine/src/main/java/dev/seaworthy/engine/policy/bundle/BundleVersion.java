package dev.seaworthy.engine.policy.bundle;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Pattern;

/** The order of semantic versions (section 11 of the specification), without build metadata. */
public final class BundleVersion {
  /** Older first. */
  public static final Comparator<String> ORDER = BundleVersion::compare;

  private static final Pattern FORM =
      Pattern.compile("(0|[1-9][0-9]{0,8})(\\.(0|[1-9][0-9]{0,8})){2}(-[0-9A-Za-z.-]+)?");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private BundleVersion() {}

  public static boolean isWellFormed(String version) {
    return FORM.matcher(version).matches();
  }

  private static int compare(String a, String b) {
    String[] left = a.split("-", 2);
    String[] right = b.split("-", 2);
    int core = parts(left[0], right[0]);
    if (core != 0) {
      return core;
    }
    if (left.length != right.length) {
      // A version that is still to come stands before the version itself.
      return Integer.compare(right.length, left.length);
    }
    return left.length == 1 ? 0 : parts(left[1], right[1]);
  }

  private static int parts(String a, String b) {
    String[] left = a.split("\\.", -1);
    String[] right = b.split("\\.", -1);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int order = part(left[i], right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  private static int part(String a, String b) {
    boolean leftNumber = DIGITS.matcher(a).matches();
    boolean rightNumber = DIGITS.matcher(b).matches();
    if (leftNumber && rightNumber) {
      return new BigInteger(a).compareTo(new BigInteger(b));
    }
    return leftNumber == rightNumber ? a.compareTo(b) : (leftNumber ? -1 : 1);
  }
}
