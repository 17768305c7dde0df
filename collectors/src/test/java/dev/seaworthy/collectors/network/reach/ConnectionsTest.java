package dev.seaworthy.collectors.network.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionsTest {
  private static final int PORTS = 65_536;

  /** A set twice: as connections, and as one bit for each port. */
  private record Twin(Connections set, BitSet bits) {}

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void setsAgreeWithBits(long seed) {
    Random random = new Random(seed);
    Twin a = twin(random);
    Twin b = twin(random);
    BitSet union = (BitSet) a.bits().clone();
    union.or(b.bits());
    BitSet both = (BitSet) a.bits().clone();
    both.and(b.bits());
    BitSet rest = (BitSet) a.bits().clone();
    rest.andNot(b.bits());
    assertThat(bits(a.set().union(b.set()))).isEqualTo(union);
    assertThat(bits(a.set().intersection(b.set()))).isEqualTo(both);
    assertThat(bits(a.set().minus(b.set()))).isEqualTo(rest);
  }

  @Test
  void everyPortOfEveryProtocolIsAll() {
    Connections tcpAndUdp = Connections.of(Protocol.TCP).union(Connections.of(Protocol.UDP));
    assertThat(tcpAndUdp).hasToString("TCP 1-65535,UDP 1-65535");
    assertThat(tcpAndUdp.union(Connections.of(Protocol.SCTP))).hasToString("All Connections");
  }

  @Test
  void neighbouringPortsJoin() {
    Connections ports =
        Connections.of(Protocol.TCP, 80, 80)
            .union(Connections.of(Protocol.TCP, 81, 90))
            .union(Connections.of(Protocol.TCP, 92, 92));
    assertThat(ports).hasToString("TCP 80-90,92");
  }

  private static Twin twin(Random random) {
    Connections set = Connections.NONE;
    BitSet bits = new BitSet();
    for (int i = random.nextInt(5); i >= 0; i--) {
      Protocol protocol = Protocol.at(random.nextInt(3));
      int first = 1 + random.nextInt(PORTS - 1);
      int last = first + random.nextInt(PORTS - first);
      set = set.union(Connections.of(protocol, first, last));
      bits.set(protocol.position() * PORTS + first, protocol.position() * PORTS + last + 1);
    }
    return new Twin(set, bits);
  }

  private static BitSet bits(Connections set) {
    BitSet bits = new BitSet();
    set.spans()
        .forEach(
            span -> {
              int base = span.protocol().position() * PORTS;
              bits.set(base + span.first(), base + span.last() + 1);
            });
    return bits;
  }
}
