package dev.seaworthy.cli.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A real repository on disk, whose commits may hold what git itself would refuse to add. */
public final class TestRepository implements AutoCloseable {
  /** A file, a link or a submodule. */
  public record Entry(FileMode mode, String content) {
    public static Entry file(String content) {
      return new Entry(FileMode.REGULAR_FILE, content);
    }

    public static Entry link(String target) {
      return new Entry(FileMode.SYMLINK, target);
    }

    public static Entry submodule() {
      return new Entry(FileMode.GITLINK, "");
    }
  }

  private static final PersonIdent AUTHOR =
      new PersonIdent("a", "a@example.org", Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final Repository repository;
  private final Path folder;

  private TestRepository(Repository repository, Path folder) {
    this.repository = repository;
    this.folder = folder;
  }

  /** An empty one: {@code folder/.git}, or {@code folder} itself where bare. */
  public static TestRepository in(Path folder, boolean bare) throws IOException {
    HermeticReader.install();
    Path git = bare ? folder : folder.resolve(".git");
    Files.createDirectories(git);
    Repository repository = new FileRepositoryBuilder().setGitDir(git.toFile()).build();
    repository.create(bare);
    repository.updateRef(Constants.HEAD).link("refs/heads/main");
    return new TestRepository(repository, folder);
  }

  public Path folder() {
    return folder;
  }

  /** Commits files, each name a path, and gives the commit's id. */
  public String commit(Map<String, String> files, String... parents) throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    files.forEach((name, content) -> entries.put(name, Entry.file(content)));
    return commitEntries(entries, parents);
  }

  public String commitEntries(Map<String, Entry> entries, String... parents) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree(inserter, new TreeMap<>(entries)));
      for (String parent : parents) {
        commit.addParentId(ObjectId.fromString(parent));
      }
      commit.setAuthor(AUTHOR);
      commit.setCommitter(AUTHOR);
      commit.setMessage("change");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id.name();
    }
  }

  /** Lets a reference, such as {@code refs/heads/main}, name a commit. */
  public void ref(String name, String commit) throws IOException {
    RefUpdate update = repository.updateRef(name);
    update.setNewObjectId(ObjectId.fromString(commit));
    update.forceUpdate();
  }

  /** Makes the history end at a commit, as {@code git fetch --depth} does. */
  public void shallowAt(String commit) throws IOException {
    Files.writeString(repository.getDirectory().toPath().resolve("shallow"), commit + "\n");
  }

  CommitFolder files(String commit, TreeLimits limits) throws Exception {
    return CommitFolder.of(repository, ObjectId.fromString(commit), limits);
  }

  /** One level: what has a slash in its name goes into a tree of its own. */
  private static ObjectId tree(ObjectInserter inserter, Map<String, Entry> entries)
      throws IOException {
    TreeFormatter tree = new TreeFormatter();
    Map<String, Map<String, Entry>> below = new TreeMap<>();
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      int slash = entry.getKey().indexOf('/');
      if (slash < 0) {
        append(tree, inserter, entry.getKey(), entry.getValue());
      } else {
        below
            .computeIfAbsent(entry.getKey().substring(0, slash), name -> new TreeMap<>())
            .put(entry.getKey().substring(slash + 1), entry.getValue());
      }
    }
    for (Map.Entry<String, Map<String, Entry>> child : below.entrySet()) {
      append(tree, child.getKey(), FileMode.TREE, tree(inserter, child.getValue()));
    }
    return inserter.insert(tree);
  }

  private static void append(TreeFormatter tree, ObjectInserter inserter, String name, Entry entry)
      throws IOException {
    ObjectId id =
        entry.mode() == FileMode.GITLINK
            ? ObjectId.fromString("1".repeat(40))
            : inserter.insert(Constants.OBJ_BLOB, entry.content().getBytes(StandardCharsets.UTF_8));
    append(tree, name, entry.mode(), id);
  }

  /** Names are not checked, empty ones neither. */
  private static void append(TreeFormatter tree, String name, FileMode mode, ObjectId id) {
    byte[] bytes = bytes(name);
    tree.append(bytes, 0, bytes.length, mode, id, true);
  }

  /** A surrogate from U+DC80 to U+DCFF stands for a byte that is no UTF-8, as in Python. */
  private static byte[] bytes(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    name.codePoints()
        .forEach(
            one ->
                bytes.writeBytes(
                    one >= 0xdc80 && one <= 0xdcff
                        ? new byte[] {(byte) one}
                        : Character.toString(one).getBytes(StandardCharsets.UTF_8)));
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    repository.close();
  }
}
