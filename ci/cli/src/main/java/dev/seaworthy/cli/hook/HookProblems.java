package dev.seaworthy.cli.hook;

import dev.seaworthy.engine.evidence.Problem;

/** What is wrong with a call or with the place that events are kept in. */
final class HookProblems {
  private HookProblems() {}

  static Problem unwritable() {
    return new Problem(
        "HOOK_STATE_UNWRITABLE",
        "the folder of --state takes nothing",
        "look after its space, its rights and its disk");
  }

  static HookException unsigned() {
    return new HookException(
        401,
        "HOOK_UNSIGNED",
        "the event is not signed with a secret of this server",
        "set the secret of --secret-file in the forge's webhook");
  }

  static HookException unknownPath() {
    return new HookException(
        404,
        "HOOK_UNKNOWN_PATH",
        "there is no such path",
        "post events to `/hooks/NAME`, with the name of a forge in the configuration");
  }

  static HookException notPosted() {
    return new HookException(
        405, "HOOK_NOT_POSTED", "events are posted", "let the forge's webhook send them");
  }

  static HookException notJson() {
    return new HookException(
        415,
        "HOOK_NOT_JSON",
        "the event is not `application/json`",
        "choose the content type `application/json` in the forge's webhook");
  }

  static HookException tooLarge(int most) {
    return new HookException(
        413,
        "HOOK_TOO_LARGE",
        "the event is larger than %d bytes, or came too slowly".formatted(most),
        "let the webhook send events of pull requests only");
  }

  static HookException full() {
    return new HookException(
        503,
        "HOOK_OVERLOADED",
        "there is no room for another event now",
        "send it again later; raise --workers or --waiting if it stays so");
  }

  static HookException notKept() {
    Problem problem = unwritable();
    return new HookException(503, problem.code(), problem.message(), problem.fix());
  }
}
