package dev.seaworthy.collectors.document;

import dev.seaworthy.engine.evidence.Problem;

/** What can be wrong with a path before its file is opened. */
final class FileProblems {
  private FileProblems() {}

  static Problem notFound(String path) {
    return Problems.of(
        "NOT_FOUND",
        "there is no file or folder `%s`".formatted(path),
        "check the path; it is relative to the current folder, or to that of release.yaml");
  }

  static Problem emptyFolder(String folder) {
    return Problems.of(
        "EMPTY_FOLDER",
        "the folder `%s` holds no file to read".formatted(folder),
        "name a folder with *.yaml, *.yml, *.json, *.pem, *.crt or *.cer files");
  }

  static Problem danglingLink(String link) {
    return Problems.of(
        "DANGLING_LINK",
        "the symbolic link `%s` leads nowhere".formatted(link),
        "mend the link, or remove it: `rm %s`".formatted(link));
  }

  static Problem linkLoop(String link) {
    return Problems.of(
        "LINK_LOOP",
        "the symbolic link `%s` leads back to a folder it is in".formatted(link),
        "remove the link: `rm %s`".formatted(link));
  }

  static Problem special(String file) {
    return Problems.of(
        "SPECIAL_FILE",
        "`%s` is a pipe, socket or device, not a file".formatted(file),
        "pass its content by standard input: `-`");
  }

  static Problem helmChart(String folder) {
    return Problems.of(
        "HELM_TEMPLATE",
        "the folder `%s` is a Helm chart, not manifests".formatted(folder),
        "render it first: `helm template RELEASE %s --namespace NAMESPACE > rendered.yaml`"
            .formatted(folder));
  }
}
