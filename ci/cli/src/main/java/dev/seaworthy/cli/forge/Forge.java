package dev.seaworthy.cli.forge;

import dev.seaworthy.cli.ConfigurationException;
import java.util.List;
import java.util.Optional;

/** A change request on a forge, as far as telling a result needs it. */
interface Forge extends Reviewers {
  /**
   * A comment.
   *
   * @param author who wrote it
   */
  record Note(String id, String author, String body) {}

  /** What the forge has of the change now. */
  RequestState state() throws ConfigurationException;

  /** The requests of the project that are open. */
  List<OpenRequest> open() throws ConfigurationException;

  /** Whether a commit bears a status of this name, whatever it says. */
  boolean hasStatus(String commit, String name) throws ConfigurationException;

  /** Whether this program may have written what {@code author} wrote. */
  boolean isOwn(String author) throws ConfigurationException;

  /** Comments on the change as a whole, the oldest first. */
  List<Note> notes() throws ConfigurationException;

  /** May fail after it succeeded: whoever calls looks again. */
  void createNote(String body) throws ConfigurationException, UncertainException;

  /** False where the comment is gone. */
  boolean editNote(String id, String body) throws ConfigurationException;

  void deleteNote(String id) throws ConfigurationException;

  /** Comments on lines of the change, the oldest first. */
  List<Note> remarks() throws ConfigurationException;

  /** May fail after it succeeded, in part: whoever calls looks again. */
  void createRemarks(List<Remark> remarks) throws ConfigurationException, UncertainException;

  void deleteRemark(Note remark) throws ConfigurationException;

  /** Takes back a remark that once was right, and that people may have answered. */
  default void withdrawRemark(Note remark) throws ConfigurationException {
    deleteRemark(remark);
  }

  /** Sets the status of the head, unless it is that already. */
  void status(Publication publication) throws ConfigurationException;

  /**
   * The language of the block that offers lines to take, for {@code extra} lines after the first.
   */
  Optional<String> suggestion(int extra);

  /** Tells more where a forge has a place for it. */
  default List<String> details(Publication publication) throws ConfigurationException {
    return List.of();
  }
}
