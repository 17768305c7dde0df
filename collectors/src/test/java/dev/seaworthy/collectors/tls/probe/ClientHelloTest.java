package dev.seaworthy.collectors.tls.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientHelloTest {
  private static final String RANDOM = "ab".repeat(32);
  private static final List<Integer> SUITES = List.of(0xc02f, 0x002f);

  @Test
  void aHelloOfSsl2IsARecordOfItsOwn() {
    assertThat(bytes(ClientHello.of(ProtocolVersion.SSL_2, List.of(0x010080), Optional.empty())))
        .isEqualTo("801c" + "01" + "0002" + "0003" + "0000" + "0010" + "010080" + "ab".repeat(16));
  }

  @Test
  void aHelloOfSsl3HasNoExtensionsAndTheSignalOfSecureRenegotiation() {
    assertThat(bytes(ClientHello.of(ProtocolVersion.SSL_3, SUITES, Optional.of("a.b"))))
        .isEqualTo(
            "16"
                + "0300"
                + "0031"
                + "01"
                + "00002d"
                + "0300"
                + RANDOM
                + "00"
                + "0006"
                + "c02f002f00ff"
                + "01"
                + "00");
  }

  @Test
  void aHelloOfTls10NamesItsServerAndAllGroups() {
    assertThat(
            bytes(
                ClientHello.of(ProtocolVersion.TLS_1_0, SUITES, Optional.of("a.b"))
                    .withGroups(List.of(0x001d))))
        .isEqualTo(
            "16"
                + "0301"
                + "0058"
                + "01"
                + "000054"
                + "0301"
                + RANDOM
                + "00"
                + "0004"
                + "c02f002f"
                + "01"
                + "00"
                + "0027"
                + "0000"
                + "0008"
                + "0006"
                + "00"
                + "0003"
                + "612e62"
                + "000a"
                + "0004"
                + "0002"
                + "001d"
                + "000b"
                + "0002"
                + "0100"
                + "0017"
                + "0000"
                + "0023"
                + "0000"
                + "ff01"
                + "0001"
                + "00");
  }

  @Test
  void aHelloOfTls13OffersOneVersionAndAShareThatNeedsNoCryptography() {
    String hello =
        bytes(ClientHello.of(ProtocolVersion.TLS_1_3, List.of(0x1301), Optional.empty()));
    assertThat(hello)
        .startsWith("160301")
        .contains("0303" + RANDOM + "20" + RANDOM + "0002" + "1301" + "0100")
        .contains("002b" + "0003" + "02" + "0304")
        .endsWith("0033" + "0026" + "0024" + "001d" + "0020" + RANDOM);
  }

  @Test
  void aHelloWithoutAShareHasAnEmptyListOfThem() {
    ClientHello hello = ClientHello.of(ProtocolVersion.TLS_1_3, List.of(0x1301), Optional.empty());
    assertThat(bytes(hello.withGroups(List.of(0x0018)))).endsWith("0033" + "0002" + "0000");
  }

  @Test
  void compressionAndFallbackAreSaid() {
    ClientHello hello = ClientHello.of(ProtocolVersion.TLS_1_1, SUITES, Optional.empty());
    assertThat(bytes(hello.compressing())).contains("c02f002f" + "02" + "0100");
    assertThat(bytes(hello.fallingBack())).contains("0006" + "c02f002f5600" + "01" + "00");
  }

  @Test
  void applicationsAreListed() {
    ClientHello hello = ClientHello.of(ProtocolVersion.TLS_1_2, SUITES, Optional.empty());
    assertThat(bytes(hello.withApplications(List.of("h2"))))
        .contains("0010" + "0005" + "0003" + "026832");
  }

  private static String bytes(ClientHello hello) {
    return HexFormat.of().formatHex(hello.toBytes(HexFormat.of().parseHex(RANDOM)));
  }
}
