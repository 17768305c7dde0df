package dev.seaworthy.cli.git;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/**
 * Connections to one repository's two services for reading, and to nowhere else, whatever the
 * server says: no redirect, no alternates, none of the files that the old protocol reads.
 */
final class BoundedConnections implements HttpConnectionFactory {
  private final String repository;
  private final FetchBudget budget;

  /**
   * Connections.
   *
   * @param repository its address, without a slash at the end
   */
  BoundedConnections(String repository, FetchBudget budget) {
    this.repository = repository;
    this.budget = budget;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return new Counted(allowed(url), Proxy.NO_PROXY, budget);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    return new Counted(allowed(url), proxy, budget);
  }

  private URL allowed(URL url) throws IOException {
    String asked = url.toString();
    if (!asked.equals(repository + "/info/refs?service=git-upload-pack")
        && !asked.equals(repository + "/git-upload-pack")) {
      throw new IOException("only the repository that is configured is asked");
    }
    return url;
  }

  private static final class Counted extends JDKHttpConnection {
    private final FetchBudget budget;

    Counted(URL url, Proxy proxy, FetchBudget budget) throws IOException {
      super(url, proxy);
      this.budget = budget;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return budget.counted(super.getInputStream());
    }

    @Override
    public void setInstanceFollowRedirects(boolean redirects) {
      super.setInstanceFollowRedirects(false);
    }
  }
}
