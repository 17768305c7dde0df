package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of an image's configuration and history. */
class ImageStepTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "RUN /bin/sh -c apt-get update && apt-get install -y curl # buildkit | [apt]",
        "/bin/sh -c apt-get -y install curl | [apt]",
        "RUN apt-get install -y curl && rm -rf /var/lib/apt/lists/* # buildkit | []",
        "RUN --mount=type=cache,target=/var/cache/apt apt-get install -y curl | []",
        "RUN /bin/sh -c apk add curl # buildkit | [apk]",
        "RUN /bin/sh -c apk add --no-cache curl # buildkit | []",
        "RUN /bin/sh -c dnf install -y x && dnf clean all | []",
        "RUN /bin/sh -c yum -y install x; pip3 install y | [pip, yum]",
        "RUN /bin/sh -c pip install --no-cache-dir -r r.txt # buildkit | []",
        "COPY pip install /app # buildkit | []",
        "ENTRYPOINT [`apt-get install`] | []",
      })
  void cachesThatAStepLeaves(String createdBy, String caches) {
    String read =
        ImageStep.of(createdBy, false)
            .toTree(0)
            .map(tree -> String.valueOf(tree.get("caches")))
            .orElse("[]");
    assertThat(read).isEqualTo(caches);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ADD https://user:pw@a.example/x.tar?token=s /tmp # buildkit | [https://a.example/x.tar]",
        "/bin/sh -c #(nop) ADD https://a.example/x in /tmp | [https://a.example/x]",
        "ADD file:abc in / | []",
        "RUN curl https://a.example/x | []",
      })
  void remoteFilesThatAStepAdds(String createdBy, String remote) {
    String read =
        ImageStep.of(createdBy, false)
            .toTree(0)
            .map(tree -> String.valueOf(tree.get("remote")))
            .orElse("[]");
    assertThat(read).isEqualTo(remote);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "RUN chmod u+s /bin/x, true",
    "RUN chmod 4755 /bin/x, true",
    "RUN chmod -R 02755 /srv, true",
    "RUN chmod +x /bin/x, false",
    "RUN chmod 0755 /bin/x, false",
    "RUN chmod u-s /bin/x, false",
    "COPY chmod u+s /bin/x, false",
  })
  void setIdBitsThatAStepSets(String createdBy, boolean sets) {
    assertThat(
            ImageStep.of(createdBy, false)
                .toTree(0)
                .map(tree -> Boolean.TRUE.equals(tree.get("setsId")))
                .orElse(false))
        .isEqualTo(sets);
  }

  @Test
  void aSettingOfAStepBeforeCounts() {
    JsonNode config =
        Reports.content(
                Reports.report(
                    """
                    "Metadata": {"ImageConfig": {"config": {"Entrypoint": ["a"]}, "history": [
                      {"created_by": "RUN pip install a"},
                      {"created_by": "ENV PIP_NO_CACHE_DIR=1", "empty_layer": true},
                      {"created_by": "RUN SECRET=x pip install b"}]}}"""))
            .path("config");
    assertThat(config)
        .hasToString(
            """
            {"entrypoint":["a"],"history":[{"caches":["pip"],"instruction":"RUN","remote":[],"setsId":false,"step":0}],\
            "steps":3,"user":""}""");
  }
}
