package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        net.cidr_contains => ["127.0.0.64/24", "127.0.0.64/26"] => true
        net.cidr_contains => ["127.0.0.64/26", "127.0.0.64/24"] => false
        net.cidr_contains => ["10.0.0.0/8", "10.1.2.3"] => true
        net.cidr_contains => ["2001:db8::/32", "2001:db8::1"] => true
        net.cidr_contains => ["::/80", "::/80"] => true
        net.cidr_contains => ["::/0", "10.0.0.1"] => false
        net.cidr_contains => ["10.0.0.0/8", "::ffff:10.0.0.1"] => true
        net.cidr_contains => ["10.0.0.0/8", "example.com"] => ERR not a valid textual representation of an IP address or CIDR: example.com
        net.cidr_contains => ["10.0.0.0/33", "10.0.0.1"] => ERR invalid CIDR address: 10.0.0.0/33
        net.cidr_contains => ["010.0.0.0/8", "10.0.0.1"] => ERR invalid CIDR address: 010.0.0.0/8
        net.cidr_overlap => ["10.0.0.0/8", "10.0.0.0/16"] => true
        net.cidr_intersects => ["192.168.1.0/25", "192.168.1.64/25"] => true
        net.cidr_intersects => ["192.168.1.0/24", "192.168.2.0/24"] => false
        net.cidr_contains => [1, "10.0.0.1"] => TYPE operand 1 must be string but got number
        net.cidr_is_valid => ["fe80::/10"] => true
        net.cidr_is_valid => ["1.2.3.4"] => false
        net.cidr_is_valid => [1] => false
        net.cidr_contains_matches => [["1.1.1.0/24", "1.1.2.0/24"], ["1.1.1.128", "2.2.2.2"]] => {[0, 0]}
        net.cidr_contains_matches => [{"a": "1.1.0.0/16", "b": ["1.1.1.0/24", "x"]}, "1.1.1.1/32"] => {["a", "1.1.1.1/32"], ["b", "1.1.1.1/32"]}
        net.cidr_contains_matches => [[[]], "1.1.1.1"] => ERR operand 1: element must be string or non-empty array
        """)
  void containing(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        net.cidr_expand => ["192.168.0.1/30"] => {"192.168.0.0", "192.168.0.1", "192.168.0.2", "192.168.0.3"}
        net.cidr_expand => ["255.255.255.254/31"] => {"255.255.255.254", "255.255.255.255"}
        net.cidr_expand => ["2001:db8::/127"] => {"2001:db8::", "2001:db8::1"}
        net.cidr_expand => ["x"] => ERR invalid CIDR address: x
        net.cidr_merge => [["192.0.128.0/24", "192.0.129.0/24"]] => {"192.0.128.0/23"}
        net.cidr_merge => [["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"]] => {"10.0.0.0/23", "10.0.2.0/24"}
        net.cidr_merge => [["2001:db8::/33", "2001:db8:8000::/33"]] => {"2001:db8::/32"}
        net.cidr_merge => [["10.0.0.5"]] => {"10.0.0.5/8"}
        net.cidr_merge => [["fe80::1"]] => ERR IPv6 invalid: needs prefix length
        net.cidr_merge => [[]] => set()
        net.cidr_merge => [[1]] => ERR element must be string
        net.cidr_merge => ["x"] => ERR operand must be an array
        """)
  void expandingAndMerging(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }
}
