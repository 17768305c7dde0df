package dev.seaworthy.cli.forge;

import dev.seaworthy.cli.ConfigurationException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells a result once. Each step looks at what is there first, so that a run that is made again, or
 * beside another, or after one that broke off half way, ends with one comment.
 */
public final class Publisher {
  private static final int ROUNDS = 6;
  private static final String REMARK = "<!-- seaworthy:finding:";

  private final Forge forge;
  private final List<String> notes = new ArrayList<>();

  Publisher(Forge forge) {
    this.forge = forge;
  }

  /** A publisher. */
  public static Publisher to(ForgeTarget target, Token token, Pause pause, Clock clock) {
    return new Publisher(
        switch (target.kind()) {
          case GITEA, FORGEJO -> new GiteaForge(target, token, pause, clock);
          case GITHUB -> new GithubForge(target, token, pause, clock);
          case GITLAB -> new GitlabForge(target, token, pause, clock);
          case BITBUCKET -> new BitbucketForge(target, token, pause, clock);
        });
  }

  /** What the forge has of the change now. */
  public RequestState state() throws ConfigurationException {
    return forge.state();
  }

  /** Numbers of the project's open requests whose head bears no status of this name. */
  public List<Long> unjudged(String name) throws ConfigurationException {
    List<Long> numbers = new ArrayList<>();
    for (OpenRequest request : forge.open()) {
      if (!forge.hasStatus(request.head(), name)) {
        numbers.add(request.number());
      }
    }
    return numbers;
  }

  /** The marker by which a remark is found again. */
  public static String marker(String key) {
    return REMARK + key + " -->";
  }

  /** Whether a comment takes neither HTML nor tables with code. */
  public boolean isPlain() {
    return forge.kind() == ForgeKind.BITBUCKET;
  }

  /** Who may have reviewed the request. */
  public Reviewers reviewers() {
    return forge;
  }

  /** The language of a block by which the forge offers to take lines. */
  public Optional<String> suggestion(int extraLines) {
    return forge.suggestion(extraLines);
  }

  /**
   * Tells.
   *
   * @return what the user should know
   */
  public List<String> publish(Publication publication) throws ConfigurationException {
    forge.status(publication);
    notes.addAll(forge.details(publication));
    if (!forge.state().isAt(publication.head())) {
      notes.add("the request has moved on from %s: no comment".formatted(publication.head()));
      return notes;
    }
    comment(publication);
    try {
      remarks(publication);
    } catch (ConfigurationException e) {
      notes.add("not all remarks on lines could be made: " + e.getMessage());
    }
    return notes;
  }

  /** The oldest comment of the name stays and is edited; others are those of runs beside this. */
  private void comment(Publication publication) throws ConfigurationException {
    ConfigurationException last = null;
    for (int round = 0; round < ROUNDS; round++) {
      List<Forge.Note> own = own(forge.notes(), publication.marker());
      for (int i = 1; i < own.size(); i++) {
        forge.deleteNote(own.get(i).id());
      }
      if (!own.isEmpty()) {
        boolean said = sent(own.get(0).body()).equals(sent(publication.comment()));
        boolean there = said || forge.editNote(own.get(0).id(), publication.comment());
        if (there && own.size() == 1) {
          return;
        }
        continue;
      }
      try {
        forge.createNote(publication.comment());
      } catch (UncertainException e) {
        last = e.problem();
      }
    }
    if (last != null) {
      throw last;
    }
  }

  /** Forges trim what they keep. */
  private static String sent(String body) {
    return body.replace("\r\n", "\n").strip();
  }

  private List<Forge.Note> own(List<Forge.Note> notes, String marker)
      throws ConfigurationException {
    List<Forge.Note> own = new ArrayList<>();
    for (Forge.Note note : notes) {
      // Whoever writes the marker into a comment of their own must not have it edited.
      if (note.body().startsWith(marker) && forge.isOwn(note.author())) {
        own.add(note);
      }
    }
    return own;
  }

  private void remarks(Publication publication) throws ConfigurationException {
    ConfigurationException last = null;
    for (int round = 0; round < ROUNDS; round++) {
      List<Remark> missing = missing(publication);
      if (missing.isEmpty()) {
        return;
      }
      try {
        forge.createRemarks(missing.stream().map(one -> signed(one, publication)).toList());
      } catch (UncertainException e) {
        last = e.problem();
      }
    }
    if (last != null) {
      throw last;
    }
  }

  private static Remark signed(Remark one, Publication publication) {
    return new Remark(
        one.key(),
        one.file(),
        one.line(),
        one.endLine(),
        one.body() + "\n" + publication.signature());
  }

  /**
   * What is not said yet. What two runs said at once is taken back but for the first, and so is
   * what this run's like said of findings that are gone.
   */
  private List<Remark> missing(Publication publication) throws ConfigurationException {
    Set<String> standing =
        publication.standing().stream().map(Publisher::marker).collect(Collectors.toSet());
    Set<String> said = new HashSet<>();
    for (Forge.Note note : own(forge.remarks(), REMARK)) {
      String marker = note.body().lines().findFirst().orElse("");
      if (!said.add(marker)) {
        forge.deleteRemark(note);
      } else if (!standing.contains(marker) && note.body().contains(publication.signature())) {
        forge.withdrawRemark(note);
      }
    }
    return publication.remarks().stream().filter(one -> !said.contains(marker(one.key()))).toList();
  }
}
