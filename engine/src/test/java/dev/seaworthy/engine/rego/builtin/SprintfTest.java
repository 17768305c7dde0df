package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SprintfTest {
  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          sprintf | ["%d %d", [1, -22]] | "1 -22"
          sprintf | ["%s and %v", ["a", "b"]] | "a and b"
          sprintf | ["%v %v %v %v", [null, true, {"b": 1, "a": [1]}, {"set": []}]] | "null true {\\"a\\": [1], \\"b\\": 1} set()"
          sprintf | ["%v %v %v", [1.0, 1.50, 1e21]] | "1 1.5 1e+21"
          sprintf | ["%v", [1e400]] | "1e400"
          sprintf | ["%q %q", ["a\\"b\\n\\u0007", 65]] | "\\"a\\\\\\"b\\\\n\\\\a\\" 'A'"
          sprintf | ["%x %X %x", [255, 255, "hé"]] | "ff FF 68c3a9"
          sprintf | ["%o %O %b %c %U %#U", [8, 8, 5, 128512, 233, 233]] | "10 0o10 101 😀 U+00E9 U+00E9 'é'"
          sprintf | ["%f %.2f %e %g %G", [1.5, 2.675, 123456.789, 1e-7, 1e-7]] | "1.500000 2.67 1.234568e+05 1e-07 1E-07"
          sprintf | ["%.0f %.0f", [0.5, 1.5]] | "0 2"
          sprintf | ["%x %b", [1.5, 1.5]] | "0x1.8p+00 6755399441055744p-52"
          sprintf | ["%d", [18446744073709551616]] | "18446744073709551616"
          sprintf | ["%x %s", [18446744073709551616, 18446744073709551616]] | "10000000000000000 18446744073709551616"
          sprintf | ["%T %T %T %T", [1, 1.5, "a", 18446744073709551616]] | "int64 float64 string *big.Int"
          sprintf | ["100%%", []] | "100%"
          """)
  void verbsPrintAsInGo(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          sprintf | ["[%5d] [%-5d] [%05d] [%+d] [% d]", [42, 42, 42, 42, 42]] | "[   42] [42   ] [00042] [+42] [ 42]"
          sprintf | ["[%5s] [%-5s] [%05s] [%.2s] [%6.2s]", ["é", "é", "é", "abc", "abc"]] | "[    é] [é    ] [0000é] [ab] [    ab]"
          sprintf | ["[%8.3f] [%-8.1f] [%08.2f] [%+.1f]", [3.14159, 3.14159, -3.14159, 2.5]] | "[   3.142] [3.1     ] [-0003.14] [+2.5]"
          sprintf | ["[%.3d] [%6.3d] [%#x] [%#o] [%#b]", [7, 7, 255, 8, 5]] | "[007] [   007] [0xff] [010] [0b101]"
          sprintf | ["[%#v] [%#q] [%+q] [% x] [%#x]", ["a", "b", "é", "abc", "abc"]] | "[\\"a\\"] [`b`] [\\"\\\\u00e9\\"] [61 62 63] [0x616263]"
          sprintf | ["[%#g] [%#.3g] [%#f]", [1.0, 2.0, 3.0]] | "[1.00000] [2.00] [3.000000]"
          sprintf | ["[%*d] [%-*d] [%.*f]", [5, 1, 5, 2, 1, 2.55]] | "[    1] [2    ] [2.5]"
          sprintf | ["[%*d]", [-5, 1]] | "[1    ]"
          sprintf | ["%[2]s %[1]s", ["a", "b"]] | "b a"
          """)
  void flagsWidthAndPrecisionPadAndCut(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          sprintf | ["%d", ["a"]] | "%!d(string=a)"
          sprintf | ["%d", [1.5]] | "%!d(float64=1.5)"
          sprintf | ["%s", [1]] | "%!s(int64=1)"
          sprintf | ["%s", [1.5]] | "%!s(float64=1.5)"
          sprintf | ["%d %d", [1]] | "1 %!d(MISSING)"
          sprintf | ["%d", [1, "a", 2.5]] | "1%!(EXTRA string=a, float64=2.5)"
          sprintf | ["", [1]] | "%!(EXTRA int64=1)"
          sprintf | ["%", [1]] | "%!(NOVERB)%!(EXTRA int64=1)"
          sprintf | ["%!", [1]] | "%!!(int64=1)"
          sprintf | ["%z", ["a"]] | "%!z(string=a)"
          sprintf | ["%5z", ["a"]] | "%!z(string=    a)"
          sprintf | ["%z", [18446744073709551616]] | "%!z(big.Int=18446744073709551616)"
          sprintf | ["%[5]d", [1]] | "%!d(BADINDEX)"
          sprintf | ["%[x]d", [1]] | "%!d(BADINDEX)"
          sprintf | ["%*d", ["a", 1]] | "%!(BADWIDTH)1"
          sprintf | ["%.*d", ["a", 1]] | "%!(BADPREC)1"
          sprintf | ["%é", [1]] | "%!é(int64=1)"
          sprintf | [1, []] | type error: operand 1 must be string but got number
          sprintf | ["a", "b"] | type error: operand 2 must be array but got string
          """)
  void whatDoesNotFitIsSaid(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }
}
