package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.document.JsonListReader;
import dev.seaworthy.collectors.document.Limits;
import dev.seaworthy.collectors.document.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Reads one list page by page, so that neither side holds it whole. All pages are of one moment,
 * which the server keeps for some minutes; where it has forgotten it (410) the list begins anew.
 *
 * @param <T> what is made of each item
 */
final class PagedList<T> {
  /** Above what a cluster holds of any kind; a server that never ends must end somewhere. */
  static final int MOST_OBJECTS = 500_000;

  /** The number that kubectl's own tools of long lists take. */
  static final int PAGE = 250;

  private static final int ATTEMPTS = 3;

  /** What came, and as of which moment of the cluster. */
  record Listed<T>(List<T> items, String resourceVersion) {}

  private record Page<T>(List<T> items, String resourceVersion, String next) {}

  private final ApiServer server;
  private final String path;
  private final String query;
  private final Function<Tree, T> reader;

  /**
   * A list.
   *
   * @param query such as {@code labelSelector=…}, encoded; may be empty
   * @param reader is given each item, which is not kept
   */
  PagedList(ApiServer server, String path, String query, Function<Tree, T> reader) {
    this.server = server;
    this.path = path;
    this.query = query;
    this.reader = reader;
  }

  /** Encodes {@code value} for a query. */
  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /**
   * Reads all pages.
   *
   * @param progress is told how many items came so far, after each page
   */
  Listed<T> read(IntConsumer progress) throws ApiException {
    for (int attempt = 1; ; attempt++) {
      try {
        return pages(progress);
      } catch (ApiException e) {
        if (e.reach() != ApiException.Reach.EXPIRED || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Listed<T> pages(IntConsumer progress) throws ApiException {
    List<T> items = new ArrayList<>();
    Page<T> page = page("");
    items.addAll(page.items());
    while (!page.next().isEmpty()) {
      progress.accept(items.size());
      page = page(page.next());
      items.addAll(page.items());
      if (items.size() > MOST_OBJECTS) {
        throw lost(server.problems().tooMany(path, MOST_OBJECTS));
      }
    }
    progress.accept(items.size());
    return new Listed<>(items, page.resourceVersion());
  }

  /** A page whose connection broke is asked for again; a silent server was waited for enough. */
  private Page<T> page(String token) throws ApiException {
    for (int attempt = 1; ; attempt++) {
      try (InputStream body = server.open(target(token))) {
        return page(body);
      } catch (IOException e) {
        if (e instanceof SocketTimeoutException || attempt == ATTEMPTS) {
          throw new ApiException(server.problems().broken(path, e), ApiException.Reach.SERVER);
        }
      }
    }
  }

  private String target(String token) {
    StringBuilder target = new StringBuilder(path).append("?limit=").append(PAGE);
    if (!query.isEmpty()) {
      target.append('&').append(query);
    }
    if (!token.isEmpty()) {
      target.append("&continue=").append(encoded(token));
    }
    return target.toString();
  }

  private Page<T> page(InputStream body) throws IOException, ApiException {
    List<T> items = new ArrayList<>();
    JsonListReader.Rest rest =
        new JsonListReader(path, Limits.DEFAULT).read(body, item -> items.add(reader.apply(item)));
    if (rest.problem().isPresent()) {
      throw lost(server.problems().unreadable(path, rest.problem().get().message()));
    }
    Tree.Mapping head = rest.head();
    if (head.text("kind").filter(kind -> kind.endsWith("List")).isEmpty()) {
      throw lost(server.problems().unreadable(path, "it is no list"));
    }
    return new Page<>(items, metadata(head, "resourceVersion"), metadata(head, "continue"));
  }

  private static String metadata(Tree.Mapping head, String key) {
    Optional<Tree.Mapping> metadata = head.mapping("metadata");
    return metadata.flatMap(present -> present.text(key)).orElse("");
  }

  private static ApiException lost(dev.seaworthy.engine.evidence.Problem problem) {
    return new ApiException(problem, ApiException.Reach.REQUEST);
  }
}
