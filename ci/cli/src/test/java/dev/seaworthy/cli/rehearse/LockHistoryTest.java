package dev.seaworthy.cli.rehearse;

import static dev.seaworthy.cli.rehearse.Samples.at;
import static dev.seaworthy.cli.rehearse.Samples.lock;
import static dev.seaworthy.cli.rehearse.Samples.sample;
import static dev.seaworthy.collectors.postgresql.LockMode.ACCESS_EXCLUSIVE;
import static dev.seaworthy.collectors.postgresql.LockMode.SHARE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LockHistoryTest {
  private final LockHistory history = new LockHistory(0);

  @Test
  void aLockLastedBetweenFirstAndLastSightAndFromTheSampleBeforeToTheOneAfter() {
    history.take(sample(1, List.of()));
    history.take(sample(2, List.of(lock("7/1", "public.a", ACCESS_EXCLUSIVE))));
    history.take(sample(3, List.of(lock("7/1", "public.a", ACCESS_EXCLUSIVE))));
    history.take(sample(4, List.of()));
    assertThat(history.held(at(9)))
        .containsExactly(new LockHistory.Held("public.a", ACCESS_EXCLUSIVE, at(1), at(3), at(1)));
  }

  @Test
  void noLockIsOlderThanItsTransaction() {
    history.take(sample(1, List.of()));
    history.take(sample(2, List.of(lock("7/1", "public.a", ACCESS_EXCLUSIVE, 0.25))));
    history.take(sample(3, List.of()));
    assertThat(history.held(at(9)))
        .containsExactly(new LockHistory.Held("public.a", ACCESS_EXCLUSIVE, at(1.75), at(1.25), 0));
  }

  @Test
  void oneTransactionAfterTheOtherIsNotOneLongLock() {
    for (int i = 1; i <= 10; i++) {
      history.take(sample(i, List.of(lock("7/" + i, "public.a", ACCESS_EXCLUSIVE))));
    }
    assertThat(history.held(at(11)))
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.most()).isEqualTo(at(2));
              assertThat(held.least()).isZero();
            });
  }

  @Test
  void aSampleThatWasNotAnsweredWidensWhatIsOpen() {
    history.take(sample(1, List.of(lock("7/1", "public.a", ACCESS_EXCLUSIVE))));
    history.take(sample(30, List.of()));
    assertThat(history.held(at(31)))
        .containsExactly(new LockHistory.Held("public.a", ACCESS_EXCLUSIVE, 0, at(30), 0));
  }

  @Test
  void aLockThatIsStillHeldLastsUntilNow() {
    history.take(sample(1, List.of(lock("7/1", "public.a", SHARE))));
    assertThat(history.held(at(5)))
        .containsExactly(new LockHistory.Held("public.a", SHARE, 0, at(5), 0));
  }

  @Test
  void theGravestComesFirst() {
    history.take(
        sample(
            1,
            List.of(
                lock("7/1", "public.b", SHARE),
                lock("7/1", "public.b", ACCESS_EXCLUSIVE),
                lock("7/1", "public.a", ACCESS_EXCLUSIVE))));
    assertThat(history.held(at(2)))
        .extracting(held -> held.mode() + " " + held.table())
        .containsExactly(
            "ACCESS_EXCLUSIVE public.a", "ACCESS_EXCLUSIVE public.b", "SHARE public.b");
  }
}
