package dev.seaworthy.cli.waiver;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.forge.ForgeKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who owns which path, by the CODEOWNERS of a repository. Of the rules that match, the last counts;
 * of GitLab's file the last of each section. A line that cannot be read spoils the file: a forge
 * that passes over it would fall back on other owners than were meant.
 */
final class CodeOwners {
  static final int MAX_BYTES = 1 << 20;

  private static final int MOST_RULES = 5_000;
  private static final int LONGEST_PATTERN = 500;
  private static final Pattern OWNER =
      Pattern.compile("@[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*|[^\\s@/]+@[^\\s@/]+");
  private static final Pattern SECTION =
      Pattern.compile("(\\^?)\\[([^\\]]+)\\](?:\\[([0-9]{1,3})\\])?(.*)");

  /**
   * Owners that a path needs the approval of.
   *
   * @param names users, teams ({@code org/team}) and mail addresses, in small letters, without
   *     {@code @} before them
   * @param needed how many of them
   */
  record Group(List<String> names, int needed) {
    Group {
      names = List.copyOf(names);
    }
  }

  private record Rule(Pattern pattern, List<String> owners, boolean negative) {}

  /**
   * Rules of which the last that matches counts.
   *
   * @param inherited owners of rules that name none
   */
  private record Section(String name, boolean optional, int needed, List<String> inherited) {}

  private final String file;
  private final ForgeKind kind;
  private final List<Section> sections = new ArrayList<>();
  private final List<List<Rule>> rules = new ArrayList<>();
  private int count;

  private CodeOwners(String file, ForgeKind kind) {
    this.file = file;
    this.kind = kind;
    begin(new Section("", false, 1, List.of()));
  }

  /** Where a forge looks for the file, the first that is there. */
  static List<String> places(ForgeKind kind) {
    return switch (kind) {
      case GITHUB -> List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");
      case GITLAB -> List.of("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS");
      case BITBUCKET -> List.of();
      case GITEA -> List.of("CODEOWNERS", "docs/CODEOWNERS", ".gitea/CODEOWNERS");
      case FORGEJO ->
          List.of("CODEOWNERS", "docs/CODEOWNERS", ".gitea/CODEOWNERS", ".forgejo/CODEOWNERS");
    };
  }

  static CodeOwners read(String file, byte[] bytes, ForgeKind kind) throws ConfigurationException {
    CodeOwners owners = new CodeOwners(file, kind);
    int line = 0;
    for (String text : new String(bytes, StandardCharsets.UTF_8).split("\r?\n", -1)) {
      owners.line(text, ++line);
    }
    return owners;
  }

  /** Whose approvals a file needs: of each group some. Empty where nobody owns it. */
  List<Group> of(String path) {
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      List<String> owners = owners(rules.get(i), path);
      if (!owners.isEmpty() && !section.optional()) {
        groups.add(new Group(owners, section.needed()));
      }
    }
    return groups;
  }

  private List<String> owners(List<Rule> of, String path) {
    List<String> owners = List.of();
    for (Rule rule : of) {
      if (rule.pattern().matches(path) != rule.negative()) {
        owners = rule.owners();
      }
    }
    return owners;
  }

  private void line(String given, int line) throws ConfigurationException {
    String text = withoutComment(given).strip();
    if (text.isEmpty()) {
      return;
    }
    com.google.re2j.Matcher section = SECTION.matcher(text);
    if (kind == ForgeKind.GITLAB && section.matches()) {
      section(section, line);
      return;
    }
    if (++count > MOST_RULES) {
      throw refused(line, "there are more than %d rules".formatted(MOST_RULES));
    }
    List<String> words = words(text);
    List<String> owners = owners(words.subList(1, words.size()), line);
    int last = sections.size() - 1;
    rules
        .get(last)
        .add(rule(words.get(0), owners.isEmpty() ? sections.get(last).inherited() : owners, line));
  }

  private void section(com.google.re2j.Matcher found, int line) throws ConfigurationException {
    String number = found.group(3);
    String name = found.group(2).toLowerCase(Locale.ROOT);
    Section section =
        new Section(
            name,
            !found.group(1).isEmpty(),
            number == null ? 1 : Math.max(1, Integer.parseInt(number)),
            owners(words(found.group(4).strip()), line));
    if (sections.stream().anyMatch(one -> one.name().equals(name))) {
      throw refused(line, "section `%s` stands in it twice".formatted(name));
    }
    begin(section);
  }

  private void begin(Section section) {
    sections.add(section);
    rules.add(new ArrayList<>());
  }

  private List<String> owners(List<String> words, int line) throws ConfigurationException {
    List<String> owners = new ArrayList<>();
    for (String word : words) {
      if (!OWNER.matches(word)) {
        throw refused(line, "`%s` is no owner that can be asked".formatted(word));
      }
      owners.add(word.replaceFirst("^@", "").toLowerCase(Locale.ROOT));
    }
    return owners;
  }

  private Rule rule(String pattern, List<String> owners, int line) throws ConfigurationException {
    if (pattern.length() > LONGEST_PATTERN) {
      throw refused(line, "its pattern has more than %d signs".formatted(LONGEST_PATTERN));
    }
    boolean regular = kind == ForgeKind.GITEA || kind == ForgeKind.FORGEJO;
    boolean negative = regular && pattern.startsWith("!");
    try {
      return new Rule(
          Pattern.compile(
              regular ? pattern.substring(negative ? 1 : 0) : expression(pattern, line)),
          owners,
          negative);
    } catch (PatternSyntaxException e) {
      throw refused(line, "`%s` is no pattern".formatted(pattern));
    }
  }

  /** As `.gitignore` has it, without what GitHub and GitLab do not take either. */
  private String expression(String pattern, int line) throws ConfigurationException {
    if (Stream.of("!", "[", "]", "\\").anyMatch(pattern::contains)) {
      throw refused(line, "`%s` is a pattern of another kind".formatted(pattern));
    }
    boolean folder = pattern.endsWith("/");
    String bare = folder ? pattern.substring(0, pattern.length() - 1) : pattern;
    boolean anchored = bare.contains("/");
    StringBuilder out = new StringBuilder(anchored ? "" : "(?:.*/)?");
    String rest = bare.startsWith("/") ? bare.substring(1) : bare;
    for (int i = 0; i < rest.length(); i++) {
      char sign = rest.charAt(i);
      if (rest.startsWith("**/", i)) {
        out.append("(?:.*/)?");
        i += 2;
      } else if (rest.startsWith("**", i)) {
        out.append(".*");
        i++;
      } else if (sign == '*') {
        out.append("[^/]*");
      } else if (sign == '?') {
        out.append("[^/]");
      } else {
        out.append(Pattern.quote(String.valueOf(sign)));
      }
    }
    // A name stands for a folder's files too; a star at the end for those right below only.
    boolean below = !bare.endsWith("/*") && !rest.endsWith("**");
    return out.append(folder ? "/.*" : below ? "(?:/.*)?" : "").toString();
  }

  private static String withoutComment(String line) {
    int mark = line.startsWith("#") ? 0 : line.indexOf(" #");
    return mark < 0 ? line : line.substring(0, mark);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
  }

  private ConfigurationException refused(int line, String why) {
    return new ConfigurationException(
        "BAD_CODEOWNERS",
        "`%s` of the base cannot be used: line %d: %s".formatted(file, line, why),
        "mend that line, so that everybody reads the same owners");
  }

  /** The owners of groups as they are written. */
  static String named(List<Group> groups) {
    return String.join(
        "`, `",
        groups.stream()
            .flatMap(group -> group.names().stream())
            .map("@"::concat)
            .distinct()
            .toList());
  }

  /** Whether somebody's name is a team's. */
  static Optional<String> team(String owner) {
    return owner.contains("/") ? Optional.of(owner) : Optional.empty();
  }
}
