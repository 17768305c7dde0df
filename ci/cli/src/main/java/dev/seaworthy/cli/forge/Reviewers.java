package dev.seaworthy.cli.forge;

import dev.seaworthy.cli.ConfigurationException;
import java.util.Optional;

/** Who may have reviewed a change request. */
public interface Reviewers {
  ForgeKind kind();

  Reviews reviews() throws ConfigurationException;

  /**
   * Whether a user is one of a team.
   *
   * @param team {@code organisation/team}, or the path of a group
   * @return empty where this token may not know
   */
  Optional<Boolean> isMember(String team, String user) throws ConfigurationException;
}
