package dev.seaworthy.cli.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit to the repository: it would run git to find the system's configuration, read the
 * user's, and write what it measures of the file system into the user's.
 */
final class HermeticReader extends SystemReader.Delegate {
  private HermeticReader(SystemReader given) {
    super(given);
  }

  /** Makes JGit use it, in the whole process. */
  static void install() {
    if (!(SystemReader.getInstance() instanceof HermeticReader)) {
      SystemReader.setInstance(new HermeticReader(SystemReader.getInstance()));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new Unsaved(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new Unsaved(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new Unsaved(parent, fs);
  }

  /** A configuration in memory. */
  private static final class Unsaved extends FileBasedConfig {
    Unsaved(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {
      // It begins empty.
    }

    @Override
    public void save() {
      // It ends with the process.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
