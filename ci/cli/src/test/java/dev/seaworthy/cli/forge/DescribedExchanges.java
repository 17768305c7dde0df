package dev.seaworthy.cli.forge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds requests and answers to the descriptions of forges, where these are there. */
final class DescribedExchanges implements AutoCloseable {
  /** The file to which each exchange that was held to a description is added. */
  private static final String REPORT = "SEAWORTHY_TEST_FORGES_REPORT";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> undescribed = new ArrayList<>();

  /**
   * Holds one.
   *
   * @param sent the body of the request
   * @param told that of the answer
   */
  void hold(String forge, HttpExchange exchange, byte[] sent, int code, String told)
      throws IOException {
    Optional<ForgeDescription> description = ForgeDescription.of(forge);
    if (description.isEmpty()) {
      return;
    }
    ForgeDescription.Exchange held =
        new ForgeDescription.Exchange(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            exchange.getRequestURI().getRawQuery(),
            sent.length == 0 ? NullNode.getInstance() : JSON.readTree(sent),
            code,
            told.isEmpty() ? NullNode.getInstance() : JSON.readTree(told));
    undescribed.addAll(description.get().faults(held));
    String report = System.getenv(REPORT);
    if (report != null) {
      Files.writeString(
          Path.of(report),
          "%s %s %s %d%n".formatted(forge, held.method(), description.get().template(held), code),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  /** Fails where one was not as described. */
  @Override
  public void close() {
    assertThat(undescribed).as("what is not as the forge describes it").isEmpty();
  }
}
