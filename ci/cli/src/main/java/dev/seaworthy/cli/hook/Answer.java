package dev.seaworthy.cli.hook;

import java.util.List;

/**
 * What a forge is told.
 *
 * @param result one word
 * @param delivery id of the event
 * @param kind the event's name
 * @param about project and number, where there are any
 */
record Answer(int status, String result, String delivery, String kind, List<String> about) {
  Answer {
    about = List.copyOf(about);
  }
}
