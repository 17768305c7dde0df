package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Subject;
import java.util.Comparator;

/**
 * A binding of a role that is not there. It gives nothing, and whatever the role's creator decides
 * once there is one.
 *
 * @param through whom the binding names
 * @param at where the binding names the role
 */
public record DanglingBinding(Subject through, Subject binding, Subject role, Location at)
    implements Comparable<DanglingBinding> {
  private static final Comparator<DanglingBinding> ORDER =
      Comparator.comparing(DanglingBinding::binding)
          .thenComparing(DanglingBinding::role)
          .thenComparing(DanglingBinding::through)
          .thenComparing(one -> one.at().toString());

  static DanglingBinding of(RbacBinding binding, RbacBinding.Member member) {
    return new DanglingBinding(
        member.subject(),
        binding.manifest().subject(),
        binding.role(),
        binding.manifest().locations().locate(RbacBinding.ROLE_REF));
  }

  @Override
  public int compareTo(DanglingBinding other) {
    return ORDER.compare(this, other);
  }
}
