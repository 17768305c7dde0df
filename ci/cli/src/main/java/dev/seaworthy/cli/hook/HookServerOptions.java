package dev.seaworthy.cli.hook;

import dev.seaworthy.cli.git.FetchLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to serve.
 *
 * @param host the address to listen on
 * @param port 0 for any that is free
 * @param tls certificate and key; without them the address must be this machine's own
 * @param config the file with what is served
 * @param secrets files with what forges sign by
 * @param state where events and commits are kept
 * @param workers how many requests are judged at once
 * @param waiting how many more may wait
 * @param fetch what fetching commits may take
 * @param drain how long what is under way may go on once the server is told to stop
 * @param reload how often files are looked at for changes
 * @param firstPause before the second attempt; each further pause is three times the one before
 */
public record HookServerOptions(
    String host,
    int port,
    Optional<Tls> tls,
    Path config,
    List<Path> secrets,
    Path state,
    int workers,
    int waiting,
    FetchLimits fetch,
    Duration drain,
    Duration reload,
    Duration firstPause) {
  /**
   * PEM files.
   *
   * @param certificate the chain, the server's own first
   * @param key the private key
   */
  public record Tls(Path certificate, Path key) {}

  public HookServerOptions {
    secrets = List.copyOf(secrets);
    if (workers < 1 || waiting < 1 || secrets.isEmpty()) {
      throw new IllegalArgumentException("a server has a worker, room to wait and a secret");
    }
  }
}
