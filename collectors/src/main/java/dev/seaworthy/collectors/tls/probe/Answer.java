package dev.seaworthy.collectors.tls.probe;

/** What came of one hello. */
sealed interface Answer {
  /** Whether the server itself said no, or yes: to ask again would change nothing. */
  boolean isFinal();

  /** In words, for the end of a sentence. */
  String words();

  /** The server chose. */
  record Chosen(Flight flight) implements Answer {
    @Override
    public boolean isFinal() {
      return true;
    }

    @Override
    public String words() {
      return "it was accepted";
    }
  }

  /** The server refused, by an alert or by another answer. */
  record Refused(String words) implements Answer {
    @Override
    public boolean isFinal() {
      return true;
    }
  }

  /**
   * The server took the connection and then ended it without a word. Servers refuse so, too; it
   * counts where they answered another hello.
   */
  record Dropped(String words) implements Answer {
    @Override
    public boolean isFinal() {
      return false;
    }
  }

  /** Nothing follows: not reached, no answer in time, or no TLS. */
  record Silent(String words) implements Answer {
    @Override
    public boolean isFinal() {
      return false;
    }
  }
}
