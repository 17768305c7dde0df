package dev.seaworthy.cli.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.git.TestRepository.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommitFolderTest {
  @TempDir Path folder = Path.of("");

  private TestRepository repository;

  @BeforeEach
  void open() throws IOException {
    repository = TestRepository.in(folder, true);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void filesAndLinksInsideAreWritten() throws Exception {
    String commit =
        repository.commitEntries(
            Map.of(
                "a/b/c.yaml", Entry.file("c: 1"),
                "a/link.yaml", Entry.link("b/c.yaml"),
                "a/b/up.yaml", Entry.link("../../a/b/c.yaml")));
    try (CommitFolder files = repository.files(commit, TreeLimits.DEFAULT)) {
      assertThat(files.leftOut()).isEmpty();
      assertThat(files.folder().resolve("a/link.yaml")).hasContent("c: 1").isSymbolicLink();
      assertThat(files.folder().resolve("a/b/up.yaml")).hasContent("c: 1");
    }
  }

  @ParameterizedTest(name = "a link {0} to {1} is left out")
  @CsvSource({
    "a.yaml, /etc/passwd",
    "a.yaml, ../a",
    "d/a.yaml, ../../a",
    "d/a.yaml, b/../../../a",
    "d/a.yaml, ..//../a",
    "a.yaml, b\\..\\c",
    "a.yaml, .GIT/config",
    "a.yaml, ''",
  })
  void aLinkThatLeadsOutIsLeftOut(String link, String target) throws Exception {
    assertLeftOut(link, Entry.link(target), "LINK_OUTSIDE");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"../a", "d/../a", ".git/config", "d/.GiT/config", "d//a", "./a", "a\\b", "C:\\a"})
  void anUnsafeNameIsLeftOut(String name) throws Exception {
    assertLeftOut(name, Entry.file("a: 1"), "UNSAFE_NAME");
  }

  @Test
  void aSubmoduleIsLeftOut() throws Exception {
    assertLeftOut("vendor/other", Entry.submodule(), "SUBMODULE");
  }

  @Test
  void aLongNameIsLeftOut() throws Exception {
    assertLeftOut("n".repeat(256), Entry.file(""), "UNSAFE_NAME");
    assertLeftOut("long/".repeat(500) + "a", Entry.file(""), "LONG_PATH");
  }

  @Test
  void aFileAboveTheLimitIsLeftOut() throws Exception {
    String commit = repository.commit(Map.of("a.yaml", "12345", "b.yaml", "1234"));
    try (CommitFolder files = repository.files(commit, new TreeLimits(9, 99, 4, 99))) {
      assertThat(files.leftOut()).hasSize(1);
      assertThat(files.leftOut().get(0).problem().code()).isEqualTo("LARGE_FILE");
      assertThat(files.folder().resolve("a.yaml")).doesNotExist();
      assertThat(files.folder().resolve("b.yaml")).exists();
    }
  }

  @Test
  void aCommitAboveTheLimitsIsRefusedAndLeavesNothing() throws Exception {
    String commit = repository.commit(Map.of("a.yaml", "12345", "b.yaml", "1234"));
    List<Path> before = temporary();
    assertThatThrownBy(() -> repository.files(commit, new TreeLimits(1, 99, 9, 99)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("more than 1 files");
    assertThatThrownBy(() -> repository.files(commit, new TreeLimits(9, 6, 9, 99)))
        .isInstanceOf(ConfigurationException.class);
    assertThat(temporary()).isEqualTo(before);
  }

  @Test
  void closingLeavesNothing() throws Exception {
    String commit =
        repository.commitEntries(
            Map.of("d/a.yaml", Entry.file("a"), "loop", Entry.link("."), "gone", Entry.link("x")));
    CommitFolder files = repository.files(commit, TreeLimits.DEFAULT);
    files.close();
    assertThat(files.folder()).doesNotExist();
  }

  private void assertLeftOut(String name, Entry entry, String code) throws Exception {
    String commit = repository.commitEntries(Map.of(name, entry, "z.yaml", Entry.file("z: 1")));
    try (CommitFolder files = repository.files(commit, TreeLimits.DEFAULT)) {
      assertThat(files.leftOut()).extracting(doubt -> doubt.problem().code()).containsExactly(code);
      assertThat(regular(files.folder())).containsExactly("z.yaml");
    }
  }

  private static List<String> regular(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .map(path -> root.relativize(path).toString())
          .toList();
    }
  }

  private static List<Path> temporary() throws IOException {
    Path shared = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> list = Files.list(shared)) {
      return list.filter(path -> path.getFileName().toString().startsWith("seaworthy-commit-"))
          .sorted()
          .toList();
    }
  }
}
