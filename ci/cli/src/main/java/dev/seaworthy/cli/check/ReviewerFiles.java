package dev.seaworthy.cli.check;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.ClusterCache;
import dev.seaworthy.admission.Reviewer;
import dev.seaworthy.admission.server.ReviewerSource;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.policy.PolicyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a reviewer anew from the files that a request names, whenever it is asked for one. */
public final class ReviewerFiles implements ReviewerSource {
  private final Setup setup;
  private final ReviewerRequest request;
  private final Optional<FollowedObjects> cluster;

  /**
   * @param cluster whose objects stand around those of reviews, if one is followed
   */
  public ReviewerFiles(Setup setup, ReviewerRequest request, Optional<FollowedObjects> cluster) {
    this.setup = setup;
    this.request = request;
    this.cluster = cluster;
  }

  @Override
  public Reviewer read() throws AdmissionException {
    try (Progress silent = new Progress(setup.console().err(), false, System::nanoTime)) {
      return new ReviewerReader(setup, silent, cluster).read(request);
    } catch (ConfigurationException e) {
      throw new AdmissionException(e.diagnostics().get(0).problem());
    } catch (PolicyException e) {
      throw new AdmissionException(e.problem());
    }
  }

  @Override
  public Optional<ClusterCache> cluster() {
    return cluster.map(FollowedObjects::cache);
  }

  @Override
  public List<Path> files() {
    List<Path> files = new ArrayList<>(request.outside().files());
    files.addAll(request.outside().folders());
    files.addAll(request.outside().trustKeys());
    request.modes().ifPresent(files::add);
    files.addAll(request.exceptions().files());
    request.surroundings().stream().map(Path::of).forEach(files::add);
    return files;
  }
}
