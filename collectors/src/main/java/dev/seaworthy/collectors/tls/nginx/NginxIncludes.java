package dev.seaworthy.collectors.tls.nginx;

import com.google.common.base.Splitter;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.engine.evidence.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the files that an nginx configuration includes: beside it or below, and nowhere else.
 * {@code /etc/nginx/} is the folder of the configuration, as it is where nginx runs.
 */
final class NginxIncludes {
  private static final String PREFIX = "/etc/nginx/";
  private static final int MAX_NAMES = 1000;
  private static final int MAX_BYTES = 4 << 20;

  /** Files of nginx's packages, which hold nothing about TLS. */
  private static final Set<String> PACKAGED =
      Set.of(
          "mime.types",
          "fastcgi_params",
          "fastcgi.conf",
          "uwsgi_params",
          "scgi_params",
          "proxy_params",
          "koi-utf",
          "koi-win",
          "win-utf");

  private static final Pattern MODULES =
      Pattern.compile("(.*/)?modules(-enabled)?/(mod-)?[^/]*\\.conf");

  private final SourceFile.Folder folder;

  NginxIncludes(SourceFile.Folder folder) {
    this.folder = folder;
  }

  /** The files that {@code pattern} stands for, by name as nginx reads them. */
  List<SourceFile> find(String pattern, Location at) throws NginxException {
    List<SourceFile> files = new ArrayList<>();
    String below = pattern.startsWith(PREFIX) ? pattern.substring(PREFIX.length()) : pattern;
    List<String> steps = Splitter.on('/').omitEmptyStrings().splitToList(below);
    if (!below.startsWith("/") && !steps.isEmpty() && !steps.contains("..")) {
      String parent = String.join("/", steps.subList(0, steps.size() - 1));
      String name = steps.get(steps.size() - 1);
      for (String found : isReal(steps) ? names(parent, name, at) : List.<String>of()) {
        String path = parent.isEmpty() ? found : parent + "/" + found;
        files.add(folder.file(path).orElseThrow(() -> missing(path, at)));
      }
    }
    if (files.isEmpty() && !isPackaged(below)) {
      throw missing(pattern, at);
    }
    return files;
  }

  private static boolean isPackaged(String below) {
    return PACKAGED.contains(below.substring(below.lastIndexOf('/') + 1))
        || MODULES.matcher(below).matches();
  }

  private static NginxException missing(String pattern, Location at) {
    return new NginxException(NginxProblems.nginxIncludeMissing(pattern), at);
  }

  /** Whether no folder on the way is a link, which might lead elsewhere. */
  private boolean isReal(List<String> steps) {
    try {
      for (int i = 1; i < steps.size(); i++) {
        if (folder.names(String.join("/", steps.subList(0, i)), 1).isEmpty()) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> names(String parent, String name, Location at) throws NginxException {
    try {
      List<String> all = folder.names(parent, MAX_NAMES + 1);
      if (all.size() > MAX_NAMES) {
        throw new NginxException(
            NginxProblems.brokenNginx(
                "`include` of a folder with over %d files".formatted(MAX_NAMES)),
            at);
      }
      Pattern glob = glob(name);
      return all.stream().filter(one -> glob.matcher(one).matches()).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** As {@code glob(3)} has it; names that begin with a dot must be asked for with it. */
  private static Pattern glob(String name) {
    StringBuilder regex = new StringBuilder(name.startsWith(".") ? "" : "(?!\\.)");
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      switch (letter) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(letter)));
      }
    }
    return Pattern.compile(regex.toString());
  }

  /** The text of a file; empty for one that is too large or cannot be read. */
  static Optional<String> text(SourceFile file) {
    if (file.size() > MAX_BYTES) {
      return Optional.empty();
    }
    try (InputStream in = file.open()) {
      return Optional.of(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
