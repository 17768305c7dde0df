package dev.seaworthy.collectors.tls.nginx;

import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.engine.evidence.Location;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads an nginx configuration with what it includes into directives, whatever they mean. */
final class NginxParser {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_DIRECTIVES = 200_000;
  private static final int MAX_FILES = 2000;

  private final SourceFile main;
  private final NginxIncludes includes;
  private final List<NginxException> faults = new ArrayList<>();
  private final Deque<String> open = new ArrayDeque<>();
  private int directives;
  private int files;

  NginxParser(SourceFile main) {
    this.main = main;
    this.includes = new NginxIncludes(main.folder());
  }

  /** What was included and could not be read. */
  List<NginxException> faults() {
    return faults;
  }

  List<NginxDirective> read(String text) throws NginxException {
    open.push(main.name());
    return block(new NginxLexer(main.name(), text), 0, true);
  }

  private List<NginxDirective> block(NginxLexer lexer, int depth, boolean isFile)
      throws NginxException {
    List<NginxDirective> all = new ArrayList<>();
    List<String> words = new ArrayList<>();
    NginxLexer.Token token = lexer.next();
    Location begin = token.at();
    while (!isLast(token, words, isFile)) {
      begin = words.isEmpty() ? token.at() : begin;
      if (token.form() == NginxLexer.Form.WORD) {
        words.add(token.text());
      } else {
        require(!words.isEmpty(), "a directive has no name", token.at());
        boolean isBlock = token.form() == NginxLexer.Form.OPEN;
        require(depth < MAX_DEPTH, "blocks are nested too deeply", token.at());
        require(directives++ < MAX_DIRECTIVES, "there are too many directives", begin);
        require(
            !isBlock || !words.get(0).endsWith("_by_lua_block"),
            "blocks of Lua are not read",
            begin);
        List<NginxDirective> inner = isBlock ? block(lexer, depth + 1, false) : List.of();
        add(all, new NginxDirective(begin, words, inner), depth);
        words.clear();
      }
      token = lexer.next();
    }
    return all;
  }

  /** Whether {@code token} ends the block or, where that is the file, the file. */
  private static boolean isLast(NginxLexer.Token token, List<String> words, boolean isFile)
      throws NginxException {
    boolean ends = token.form() == NginxLexer.Form.FINISH;
    if (!ends && token.form() != NginxLexer.Form.CLOSE) {
      return false;
    }
    require(words.isEmpty(), "`;` or `{` is missing", token.at());
    require(ends || !isFile, "`}` closes nothing", token.at());
    require(!ends || isFile, "`}` is missing at the end of the file", token.at());
    return true;
  }

  private static void require(boolean kept, String otherwise, Location at) throws NginxException {
    if (!kept) {
      throw new NginxException(NginxProblems.brokenNginx(otherwise), at);
    }
  }

  private void add(List<NginxDirective> all, NginxDirective one, int depth) throws NginxException {
    if (!one.is("include") || one.words().size() != 2) {
      all.add(one);
      return;
    }
    try {
      for (SourceFile file : includes.find(one.words().get(1), one.at())) {
        all.addAll(included(file, one.at(), depth));
      }
    } catch (NginxException e) {
      faults.add(e);
    }
  }

  private List<NginxDirective> included(SourceFile file, Location at, int depth)
      throws NginxException {
    require(!open.contains(file.name()), "`include` leads back to where it began", at);
    require(files++ < MAX_FILES && open.size() < MAX_DEPTH, "too many files are included", at);
    String text =
        NginxIncludes.text(file)
            .orElseThrow(
                () -> new NginxException(NginxProblems.nginxIncludeMissing(file.name()), at));
    open.push(file.name());
    try {
      return block(new NginxLexer(file.name(), text), depth, true);
    } finally {
      open.pop();
    }
  }
}
