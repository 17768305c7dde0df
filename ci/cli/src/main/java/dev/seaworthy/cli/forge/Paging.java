package dev.seaworthy.cli.forge;

/** How a forge is asked for one page of a list. */
enum Paging {
  /** GitHub and GitLab. */
  PER_PAGE("per_page"),
  /** Gitea and Forgejo. */
  LIMIT("limit"),
  /** Bitbucket. */
  PAGELEN("pagelen");

  private static final int SIZE = 50;

  private final String parameter;

  Paging(String parameter) {
    this.parameter = parameter;
  }

  /** The path of a page; the first is 1. */
  String of(String path, int page) {
    String mark = path.contains("?") ? "&" : "?";
    return "%s%s%s=%d&page=%d".formatted(path, mark, parameter, SIZE, page);
  }
}
