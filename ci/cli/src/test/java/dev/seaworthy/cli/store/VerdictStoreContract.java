package dev.seaworthy.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.gate.StoreException;
import dev.seaworthy.engine.gate.VerdictStore;
import dev.seaworthy.engine.json.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store does, whatever it keeps its verdicts in. */
abstract class VerdictStoreContract {
  private static final int THREADS = 4;
  private static final int EACH = 10;

  /** Opens the store of this test, anew each time: as another process would. */
  abstract VerdictStore open();

  @Test
  void anEmptyStoreHoldsNothing() throws StoreException {
    assertThat(read(open())).isEmpty();
  }

  @Test
  void whatIsAddedIsKeptUnderItsDigest() throws StoreException {
    assertThat(open().append(bytes("a"), () -> true)).isTrue();
    assertThat(read(open())).containsOnlyKeys(Digest.of(bytes("a"))).containsValue("a");
  }

  @Test
  void verdictsAreReadInTheOrderOfTheirDigests() throws StoreException {
    for (String text : List.of("c", "a", "b")) {
      open().append(bytes(text), () -> true);
    }
    List<Digest> seen = new ArrayList<>();
    open().read(new Kept((name, text) -> seen.add(name)));
    assertThat(seen).hasSize(3).isSorted();
  }

  @Test
  void theSameVerdictTwiceIsOne() throws StoreException {
    assertThat(open().append(bytes("a"), () -> true)).isTrue();
    assertThat(open().append(bytes("a"), () -> true)).isTrue();
    assertThat(read(open())).hasSize(1);
  }

  @Test
  void nothingIsAddedUnlessTheConditionHolds() throws StoreException {
    assertThat(open().append(bytes("a"), () -> false)).isFalse();
    assertThat(read(open())).isEmpty();
  }

  @Test
  void aConditionThatThrowsAddsNothingAndLetsGo() throws StoreException {
    VerdictStore store = open();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                store.append(
                    bytes("a"),
                    () -> {
                      throw new StoreException("X", "it broke", "mend it");
                    }))
        .hasMessage("it broke");
    assertThat(store.append(bytes("b"), () -> true)).isTrue();
    assertThat(read(store)).hasSize(1);
  }

  @Test
  void aConditionReadsWhatIsThere() throws StoreException {
    open().append(bytes("a"), () -> true);
    VerdictStore store = open();
    assertThat(store.append(bytes("b"), () -> read(store).containsValue("a"))).isTrue();
  }

  /** Each adds what it counts; if two counted the same, one would be lost. */
  @Test
  void whileAConditionIsAskedNobodyElseAdds() throws Exception {
    inParallel(
        () -> {
          for (int i = 0; i < EACH; i++) {
            addTheNumberThatAreThere(open());
          }
          return 0;
        });
    assertThat(read(open())).hasSize(THREADS * EACH);
  }

  @Test
  void aReaderSeesEveryVerdictWholeOrNotAtAll() throws Exception {
    String large = "x".repeat(1 << 16);
    inParallel(
        () -> {
          for (int i = 0; i < EACH; i++) {
            open().append(bytes(large + Thread.currentThread().getId() + " " + i), () -> true);
            read(open())
                .forEach((name, text) -> assertThat(Digest.of(bytes(text))).isEqualTo(name));
          }
          return 0;
        });
  }

  /** Adds the number of verdicts that are there, and tries again where another did so first. */
  static void addTheNumberThatAreThere(VerdictStore store) throws StoreException {
    boolean added = false;
    while (!added) {
      int count = read(store).size();
      added = store.append(bytes("number " + count), () -> read(store).size() == count);
    }
  }

  static NavigableMap<Digest, String> read(VerdictStore store) throws StoreException {
    NavigableMap<Digest, String> seen = new TreeMap<>();
    store.read(new Kept(seen::put));
    return seen;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void inParallel(Callable<Integer> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Integer>> all = java.util.Collections.nCopies(THREADS, work);
      for (Future<Integer> done : threads.invokeAll(all)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Takes a verdict as text. */
  @FunctionalInterface
  private interface Taker {
    Object take(Digest name, String text);
  }

  /** A reader for stores in which everything can be read. */
  private record Kept(Taker taker) implements VerdictStore.Reader {
    @Override
    public void verdict(Digest name, byte[] sealed) {
      taker.take(name, new String(sealed, StandardCharsets.UTF_8));
    }

    @Override
    public void unreadable(String name, Problem problem) {
      throw new AssertionError(name + ": " + problem.message());
    }
  }
}
