package dev.seaworthy.collectors.dependency;

import dev.seaworthy.collectors.document.PlainUrl;
import dev.seaworthy.collectors.document.Tree;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One requirement as PEP 508 writes it, and as pip takes it beside that: {@code name[extra]>=1;
 * marker}, {@code name @ url}, a URL or path alone.
 */
final class PythonRequirement {
  private static final Pattern NAMED =
      Pattern.compile(
          "([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(?:\\[([^\\]]*)\\])?\\s*(.*)");
  private static final Pattern EXACT =
      Pattern.compile("\\(?\\s*(?:==|===)\\s*([A-Za-z0-9][A-Za-z0-9.!+_-]*)\\s*\\)?");
  private static final Pattern SPECIFIERS =
      Pattern.compile("\\(?\\s*(?:(?:~=|===?|!=|<=?|>=?)\\s*[A-Za-z0-9*.!+_-]+\\s*,?\\s*)*\\)?");
  private static final Pattern VCS = Pattern.compile("(git|hg|svn|bzr)\\+.*");
  private static final Pattern EGG = Pattern.compile("[#&]egg=([A-Za-z0-9._-]+)");
  private static final Pattern URL_HASH =
      Pattern.compile("[#&](sha256|sha384|sha512)=([0-9a-fA-F]+)");

  private PythonRequirement() {}

  /** Reads one; empty for what is none. */
  static Optional<Dependency> read(String text, DependencySet set, Tree.Mark at) {
    int semicolon = markerStart(text);
    String wanted = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
    String marker = semicolon < 0 ? "" : text.substring(semicolon + 1).strip();
    if (isAddress(wanted)) {
      return Optional.of(address(nameOf(wanted), wanted, set, at).says("marker", marker));
    }
    Matcher named = NAMED.matcher(wanted);
    if (!named.matches()) {
      return Optional.empty();
    }
    String rest = named.group(3).strip();
    if (rest.startsWith("@")) {
      String url = rest.substring(1).strip();
      return Optional.of(address(named.group(1), url, set, at).says("marker", marker));
    }
    if (!SPECIFIERS.matcher(rest).matches()) {
      return Optional.empty();
    }
    Dependency one = set.of(named.group(1), at).requirement(rest).says("marker", marker);
    String extras = named.group(2);
    one.says("extras", extras == null ? "" : extras.strip());
    Matcher exact = EXACT.matcher(rest);
    return Optional.of(exact.matches() ? one.version(exact.group(1)) : one);
  }

  /** A marker begins at a semicolon; in a URL it must have a blank before it. */
  private static int markerStart(String text) {
    return text.contains("://")
        ? text.indexOf(" ;") + (text.contains(" ;") ? 1 : 0)
        : text.indexOf(';');
  }

  private static boolean isAddress(String text) {
    return VCS.matcher(text).matches()
        || text.matches("(?i)(https?|ftp|file):.*")
        || text.matches("(\\.{0,2}/.*|\\.{1,2})")
        || text.matches("[^\\s<>=!~]+\\.(whl|tar\\.gz|zip)(#.*)?")
        || text.matches("\\.{1,2}(\\[.*\\])?");
  }

  private static String nameOf(String address) {
    Matcher egg = EGG.matcher(address);
    if (egg.find()) {
      return egg.group(1);
    }
    String path = PlainUrl.of(address).replaceFirst("\\[.*\\]$", "");
    String last = path.substring(path.lastIndexOf('/') + 1);
    String bare = last.replaceFirst("@.*$", "").replaceFirst("\\.git$", "");
    Matcher wheel = Pattern.compile("([A-Za-z0-9._]+)-[0-9].*").matcher(bare);
    String name = wheel.matches() ? wheel.group(1) : bare;
    return name.isEmpty() || name.matches("\\.+") ? "." : name;
  }

  /** A package that is named by its place. */
  static Dependency address(String name, String url, DependencySet set, Tree.Mark at) {
    Dependency one = set.of(name, at).requirement(PlainUrl.of(url));
    if (VCS.matcher(url).matches()) {
      String path = PlainUrl.of(url).replaceFirst("^[a-z]+\\+[a-z]+://", "");
      int reference = path.lastIndexOf('@');
      return one.from(Dependency.Origin.VCS)
          .commit(reference < 0 ? "" : path.substring(reference + 1));
    }
    if (url.matches("(?i)(https?|ftp)://.*")) {
      one.from(Dependency.Origin.URL).is("fixed", true);
      Matcher hash = URL_HASH.matcher(url);
      return hash.find() ? one.hash(hash.group(1) + ":" + hash.group(2)) : one;
    }
    return one.from(Dependency.Origin.LOCAL);
  }
}
