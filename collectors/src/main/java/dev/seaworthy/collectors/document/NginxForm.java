package dev.seaworthy.collectors.document;

import java.util.regex.Pattern;

/** What tells an nginx configuration from other files called {@code .conf}. */
public final class NginxForm {
  private static final String MAIN = "nginx.conf";

  private static final Pattern BLOCK =
      Pattern.compile("^[ \\t]*(http|stream|server|events)\\s*\\{", Pattern.MULTILINE);

  private NginxForm() {}

  /** By its name alone for the main one, which includes the others; they are told by a block. */
  public static boolean is(String name, String text) {
    return isMain(name) || (Extensions.of(name).equals("conf") && BLOCK.matcher(text).find());
  }

  /** Whether a file is read when only its folder was named. */
  static boolean isMain(String name) {
    return name.endsWith(MAIN);
  }
}
