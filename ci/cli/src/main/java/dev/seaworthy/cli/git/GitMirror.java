package dev.seaworthy.cli.git;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.seaworthy.cli.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/**
 * Commits of a repository elsewhere, kept in a bare one of our own, so that only what is new is
 * fetched. No hook, filter or submodule has a part in it, no tag is fetched, and what proves who
 * asks is in a header of the request and not on the disk. One process has the folder.
 */
public final class GitMirror {
  /** Two branches to fetch. */
  public record Wanted(String base, String head) {}

  /** The commits that they named. */
  public record Fetched(String base, String head) {}

  /** Beyond these JGit searches long. */
  private static final int MOST_PACKS = 100;

  private final Path folder;
  private final URI source;
  private final FetchLimits limits;
  private int readers;
  private boolean looked;

  /**
   * A mirror.
   *
   * @param folder of its own, there or not
   * @param source where it is fetched from, by `https`
   */
  public GitMirror(Path folder, URI source, FetchLimits limits) {
    this.folder = folder;
    this.source = source;
    this.limits = limits;
  }

  /** Keeps what was fetched until it is closed. */
  public final class Lease implements AutoCloseable {
    private final GitRepository repository;
    private final Fetched fetched;

    private Lease(GitRepository repository, Fetched fetched) {
      this.repository = repository;
      this.fetched = fetched;
    }

    public GitRepository repository() {
      return repository;
    }

    public Fetched fetched() {
      return fetched;
    }

    @Override
    public void close() {
      repository.close();
      release();
    }
  }

  /**
   * Fetches.
   *
   * @param number under which the branches are kept
   * @param headers of the request
   * @throws ConfigurationException if they cannot be had
   */
  public synchronized Lease fetch(long number, Wanted wanted, Map<String, String> headers)
      throws ConfigurationException {
    FetchBudget budget = new FetchBudget(limits);
    try {
      prepare();
      Fetched fetched = fetch(number, wanted, headers, budget);
      Lease lease = new Lease(GitRepository.at(folder), fetched);
      readers++;
      return lease;
    } catch (IOException e) {
      throw FetchProblems.failed(source, budget, limits, e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the address was checked", e);
    }
  }

  private Fetched fetch(long number, Wanted wanted, Map<String, String> headers, FetchBudget budget)
      throws IOException, URISyntaxException, ConfigurationException {
    if (!Repository.isValidRefName(wanted.base()) || !Repository.isValidRefName(wanted.head())) {
      throw FetchProblems.baseGone(wanted.base());
    }
    String base = "refs/requests/" + number + "/base";
    String head = "refs/requests/" + number + "/head";
    List<RefSpec> specs =
        List.of(
            new RefSpec("+" + wanted.base() + ":" + base),
            new RefSpec("+" + wanted.head() + ":" + head));
    try (Repository repository = opened();
        Transport transport = transport(repository, headers, budget)) {
      requireThere(transport, wanted, specs);
      transport.fetch(budget, specs);
      return new Fetched(commit(repository, base), commit(repository, head));
    }
  }

  /** A branch that is gone is told by its name. */
  private static void requireThere(Transport transport, Wanted wanted, List<RefSpec> specs)
      throws IOException, ConfigurationException {
    try (FetchConnection connection = transport.openFetch(specs)) {
      if (connection.getRef(wanted.base()) == null) {
        throw FetchProblems.baseGone(wanted.base());
      }
      if (connection.getRef(wanted.head()) == null) {
        throw FetchProblems.headGone(wanted.head());
      }
    }
  }

  private static String commit(Repository repository, String name) throws IOException {
    Ref ref = repository.exactRef(name);
    if (ref == null || ref.getObjectId() == null) {
      throw new IOException("a branch was not written");
    }
    return ref.getObjectId().name();
  }

  private Transport transport(
      Repository repository, Map<String, String> headers, FetchBudget budget)
      throws IOException, URISyntaxException {
    Transport transport = Transport.open(repository, new URIish(source.toString()));
    if (!(transport instanceof TransportHttp http)) {
      transport.close();
      throw new IOException("only `https` is spoken");
    }
    http.setHttpConnectionFactory(new BoundedConnections(source.toString(), budget));
    http.setAdditionalHeaders(headers);
    http.setTagOpt(TagOpt.NO_TAGS);
    http.setTimeout((int) Math.max(1, Math.min(60, limits.time().toSeconds())));
    return http;
  }

  private Repository opened() throws IOException {
    Repository repository =
        new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
    // In memory only.
    repository.getConfig().setString("http", null, "followRedirects", "false");
    return repository;
  }

  private void prepare() throws IOException {
    HermeticReader.install();
    if (!looked) {
      unlock();
      looked = true;
    }
    if (readers == 0 && isTooLarge()) {
      delete();
    }
    if (!Files.exists(folder.resolve("HEAD"))) {
      Files.createDirectories(folder);
      try (Repository repository =
          new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build()) {
        repository.create(true);
      }
    }
  }

  /** A process that was killed leaves locks that nobody takes away. */
  private void unlock() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path lock : files.filter(GitMirror::isLock).toList()) {
        Files.deleteIfExists(lock);
      }
    }
  }

  private static boolean isLock(Path file) {
    return String.valueOf(file.getFileName()).endsWith(".lock");
  }

  private boolean isTooLarge() throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    long bytes = 0;
    int packs = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
        packs += String.valueOf(file.getFileName()).endsWith(".pack") ? 1 : 0;
      }
    }
    return bytes > 2 * limits.maxBytes() || packs > MOST_PACKS;
  }

  /** Has the next fetch begin anew: what is there is damaged. */
  public synchronized void discard() {
    if (readers == 0) {
      try {
        delete();
      } catch (IOException e) {
        // What is damaged shows again.
        assert e != null;
      }
    }
  }

  private void delete() throws IOException {
    if (Files.exists(folder)) {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private synchronized void release() {
    readers--;
  }
}
