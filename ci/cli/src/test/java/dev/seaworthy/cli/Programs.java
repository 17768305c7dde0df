package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs that are run in a folder: kubectl, openssl, and Seaworthy in a Java of its own.
 *
 * @param kubeconfig of the cluster that kubectl asks
 */
public record Programs(Path folder, String kubeconfig) {
  /** What came of a program; both of its outputs together. */
  public record Ran(int code, String output) {}

  /** Runs a program to its end. */
  public Ran run(String stdin, List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().write(stdin.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), output);
  }

  public Ran kubectl(String stdin, String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig));
    command.addAll(List.of(args));
    return run(stdin, command);
  }

  /** Runs Seaworthy to its end. */
  public Ran seaworthy(String... args) throws IOException, InterruptedException {
    return run("", program(args));
  }

  /** Has the API server ask the webhook at an address. */
  void register(String url, String... more) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("admission", "manifests", "--ca", "tls.crt"));
    words.addAll(List.of("--url", url + "/validate"));
    words.addAll(List.of(more));
    String manifest = seaworthy(words.toArray(String[]::new)).output();
    assertThat(kubectl(manifest, "apply", "-f", "-").code()).as(manifest).isZero();
  }

  /** Starts Seaworthy; what it prints goes to a file of the folder. */
  public Process serving(String output, String... args) throws IOException {
    return new ProcessBuilder(program(args))
        .directory(folder.toFile())
        .redirectOutput(folder.resolve(output).toFile())
        .start();
  }

  private static List<String> program(String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(args));
    return command;
  }

  /** The address that the first line on a server's standard error names. */
  static String address(Process server) throws IOException {
    BufferedReader err =
        new BufferedReader(new InputStreamReader(server.getErrorStream(), StandardCharsets.UTF_8));
    String line = String.valueOf(err.readLine());
    assertThat(line).startsWith("listening on https://127.0.0.1:");
    return line.replace("listening on ", "");
  }

  /** Makes {@code tls.key} and {@code tls.crt} of a webhook on this machine. */
  void certify() throws IOException, InterruptedException {
    Ran ran =
        run(
            "",
            List.of(
                ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1"
                        + " -subj /CN=webhook -addext subjectAltName=IP:127.0.0.1"
                        + " -keyout tls.key -out tls.crt")
                    .split(" ")));
    assertThat(ran.code()).as(ran.output()).isZero();
  }
}
