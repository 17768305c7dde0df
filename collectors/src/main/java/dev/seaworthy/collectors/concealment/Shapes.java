package dev.seaworthy.collectors.concealment;

import dev.seaworthy.engine.disclosure.SecretShape;
import dev.seaworthy.engine.disclosure.SecretShapes;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** Conceals secrets that are told by what they look like, or by what a language writes before. */
final class Shapes {
  /** Where programs, servers and SQL are given a secret; the value is what it is by its place. */
  private static final List<SecretShape> PLACES =
      List.of(
          SecretShape.of(
              "password |password\t|password\n|password\r",
              "(?i)\\bPASSWORD\\s{1,9}(?:IS\\s{1,9})?E?'",
              "(?:[^']|''){1,2000}+(?=')"),
          SecretShape.of(
              "password |password\t|password\n|password\r",
              "(?i)\\bPASSWORD\\s{1,9}\\$\\w{0,40}\\$",
              "[^$]{1,2000}+(?=\\$)"),
          SecretShape.of(
              "identified", "(?i)\\bIDENTIFIED\\s{1,9}BY\\s{1,9}[\"']", "[^\"']{1,2000}+"),
          SecretShape.of(
              "-u |-u=|--user|--proxy-user",
              "(?:^|\\s|[\"'])(?:-u|--user|--proxy-user)[\\s=]{0,3}[\"']?(?!system:)[^\\s:\"'=/]{1,80}:",
              "(?![0-9]{1,6}(?:\\s|$))[^\\s\"'$<{]{1,500}+"),
          SecretShape.of("sshpass", "\\bsshpass\\s{1,9}-p\\s{0,9}[\"']?", "[^\\s\"'$]{1,500}+"),
          SecretShape.of(
              "login ",
              "\\blogin [^\\n|;&]{0,200}?\\s-p[\\s=]{1,3}[\"']?",
              "[^\\s\"'$-][^\\s\"'$]{0,500}+"),
          SecretShape.of(
              "redis-cli",
              "\\bredis-cli\\b[^\\n|;&]{0,200}?\\s-a\\s{1,3}[\"']?",
              "[^\\s\"'$]{1,500}+"),
          SecretShape.of(
              "mysql|mariadb",
              "\\b(?:mysql|mariadb)\\w{0,10}\\b[^\\n|;&]{0,200}?\\s-p",
              "[^\\s\"'$]{3,500}+"),
          SecretShape.of("openssl", "\\bopenssl\\b[^\\n]{0,300}?\\bpass:", "[^\\s\"'$]{1,500}+"),
          SecretShape.of("-pass", "-pass(?:in|out)?\\s{1,3}pass:", "[^\\s\"'$]{1,500}+"),
          SecretShape.of(
              "_header|requestheader",
              "(?i)(?:_headers?|requestheader)[ \\t]{1,9}(?:set[ \\t]{1,9})?[\"']?[\\w-]{0,60}"
                  + "(?:authorization|api-?key|token|secret|password|cookie)[\\w-]{0,20}[\"']?"
                  + "[ \\t:]{1,9}[\"']?(?:(?:Basic|Bearer)[ \\t]{1,9})?",
              "[^\\s\"';$<{][^\\s\"';$]{2,2000}+"),
          SecretShape.of(
              "$http_",
              "(?i)\\$http_\\w{0,60}(?:key|token|auth\\w{0,20}|secret|password|cookie)\\w{0,20}[\\s!=~*]{1,9}[\"']",
              "[^\"'\\n]{1,2000}+"),
          SecretShape.of(
              "set $",
              "(?i)\\bset\\s{1,9}\\$\\w{0,60}(?:key|token|secret|password)\\w{0,20}\\s{1,9}[\"']?",
              "[^\\s\"';$][^\\s\"';$]{0,2000}+"),
          SecretShape.of(
              "env |arg |env\t|arg\t",
              "(?im)^[ \\t]{0,40}(?:ENV|ARG)[ \\t]{1,9}\\w{0,60}"
                  + "(?:password|passwd|secret|token|api_?key|access_key)(?<!_file)[ \\t]{1,9}[\"']?",
              "[^\\s\"'$=][^\\s\"'$]{0,2000}+"),
          SecretShape.of(
              "requirepass|masterauth",
              "(?im)(?:^|\\s|-)(?:requirepass|masterauth)[ \\t]{1,9}[\"']?",
              "[^\\s\"'$<-][^\\s\"'$]{0,500}+"),
          // Rules of users of Redis: passwords and their hashes.
          SecretShape.of(
              " >| <| #| !",
              "(?im)(?:^|\\n)[ \\t]{0,9}user[ \\t]{1,9}\\S{1,100}[ \\t][^\\n]{0,300}?(?<=\\s)[><#!](?!concealed_)",
              "[^\\s>]{3,200}+"),
          SecretShape.of(
              "setuser",
              "(?i)\\bSETUSER\\s{1,9}\\S{1,100}\\s[^\\n]{0,300}?(?<=\\s)[><#!](?!concealed_)",
              "[^\\s>]{3,200}+"),
          SecretShape.of(
              "password>|passwd>|secret>|token>|apikey>|passphrase>|key>",
              "(?i)<[\\w.:-]{0,60}(?:password|passwd|secret|token|apikey|passphrase|private-?key)>\\s{0,20}",
              "[^<\\s$][^<]{0,2000}+(?=</)"),
          // PuTTY keeps a key so.
          SecretShape.of(
              "private-lines:",
              "Private-Lines:\\s{0,9}[0-9]{1,4}\\s{1,9}",
              "[A-Za-z0-9+/=\\s]{16,9000}+"));

  private static final List<SecretShape> ALL =
      Stream.concat(SecretShapes.PARTS.stream(), PLACES.stream()).toList();

  private static final Anchors ANCHORS =
      new Anchors(ALL.stream().map(SecretShape::anchors).toList());

  /** A rule may give a user so many passwords. */
  private static final int MOST_PASSES = 10;

  private Shapes() {}

  /** Whether {@code text} is worth looking at. */
  static boolean mayBeIn(String text) {
    return ANCHORS.anyIn(text);
  }

  static String concealed(String text) {
    BitSet found = ANCHORS.in(text);
    String without = text;
    for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
      without = concealed(ALL.get(i), without);
    }
    return without;
  }

  private static String concealed(SecretShape shape, String text) {
    String before = text;
    String without = once(shape, before);
    for (int i = 1; i < MOST_PASSES && !without.equals(before); i++) {
      before = without;
      without = once(shape, before);
    }
    return without;
  }

  private static String once(SecretShape shape, String text) {
    Matcher matcher = shape.pattern().matcher(text);
    StringBuilder without = new StringBuilder();
    int done = 0;
    while (matcher.find()) {
      int secret = matcher.end(1);
      if (!Mark.isIn(text.substring(secret, matcher.end()))) {
        without.append(text, done, secret).append(Mark.TEXT);
        done = matcher.end();
      }
    }
    return done == 0 ? text : without.append(text, done, text.length()).toString();
  }
}
