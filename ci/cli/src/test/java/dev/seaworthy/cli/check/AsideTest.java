package dev.seaworthy.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.cli.ConfigurationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AsideTest {
  @Test
  void givesWhatTheWorkGave() throws ConfigurationException {
    try (Aside<String> aside = Aside.begin(() -> "done")) {
      assertThat(aside.get()).isEqualTo("done");
    }
  }

  @Test
  void failsAsTheWorkDid() {
    ConfigurationException refusal = new ConfigurationException("CODE", "what", "how");

    try (Aside<String> aside =
        Aside.begin(
            () -> {
              throw refusal;
            })) {
      assertThatThrownBy(aside::get).isSameAs(refusal);
    }
  }

  @Test
  void anErrorOfTheWorkIsItsCallersToo() {
    try (Aside<String> aside =
        Aside.begin(
            () -> {
              throw new StackOverflowError();
            })) {
      assertThatThrownBy(aside::get).isInstanceOf(StackOverflowError.class);
    }
  }

  @Test
  void workThatNobodyWaitsForHasEndedAfterClosing() {
    CountDownLatch ended = new CountDownLatch(1);

    Aside.begin(() -> waitsForever(ended)).close();

    assertThat(ended.getCount()).isZero();
  }

  private static String waitsForever(CountDownLatch ended) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      ended.countDown();
    }
    return "";
  }
}
