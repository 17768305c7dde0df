package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.seal.SealedVerdict;
import dev.seaworthy.engine.seal.VerdictChain;
import java.io.PrintStream;

/** A chain of verdicts as text: of each environment the first, the last, and what is wrong. */
public final class ChainTable {
  private ChainTable() {}

  public static void write(VerdictChain chain, PrintStream out) {
    chain.strands().forEach(strand -> write(strand, out));
    chain.refused().forEach((name, problem) -> write("`%s`: ".formatted(name), problem, out));
    if (chain.strands().isEmpty()) {
      out.println("NO CHAIN: there is no authentic verdict");
    } else if (chain.isWhole()) {
      out.println(
          "WHOLE: no verdict is missing before the last; compare the last with what you know");
    } else {
      out.println("NOT WHOLE: do not rely on these being all verdicts");
    }
  }

  private static void write(VerdictChain.Strand strand, PrintStream out) {
    out.printf(
        "environment `%s`: %d verdict(s)%n", Printable.of(strand.environment()), strand.count());
    strand.firsts().forEach(one -> write("first", one, out));
    strand.lasts().forEach(one -> write("last", one, out));
    strand.problems().forEach(one -> write("", one, out));
  }

  private static void write(String place, SealedVerdict verdict, PrintStream out) {
    out.printf(
        "  %-5s  %s  %s  %s%n",
        place,
        verdict.claim().evaluatedAt(),
        Printable.of(verdict.claim().status()),
        verdict.digest());
  }

  private static void write(String place, Problem problem, PrintStream out) {
    out.println("  FAILED " + Printable.of(place + problem.code() + ": " + problem.message()));
    out.println("         mend: " + Printable.of(problem.fix()));
  }
}
