package dev.seaworthy.collectors.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PythonLiteralTest {
  @Test
  void readsAManifest() throws PythonFault {
    Object value =
        PythonLiteral.read(
            """
            # -*- coding: utf-8 -*-
            # Part of it.
            {
                'name': "Waves",  # shown
                "summary": 'one '
                           'two',
                'description': \"""
            Long 'text' with "quotes" and \\\\ and \\
            a joined line.
            \""",
                'version': '18.0.1.0.0',
                'depends': ['base', "stock",],
                'data': (),
                'external_dependencies': {'python': ['zeep'], 'bin': ('wkhtmltopdf',)},
                'installable': True, 'auto_install': False, 'price': 9.50, 'sequence': -1_0,
                'website': None,
                'countries': {'de', 'at'},
                'author': ('Harbor'),
            }
            """);
    Map<?, ?> fields = (Map<?, ?>) value;
    assertThat(fields.get("name")).isEqualTo("Waves");
    assertThat(fields.get("summary")).isEqualTo("one two");
    assertThat(fields.get("description"))
        .isEqualTo("\nLong 'text' with \"quotes\" and \\ and a joined line.\n");
    assertThat(fields.get("depends")).isEqualTo(List.of("base", "stock"));
    assertThat(fields.get("data")).isEqualTo(List.of());
    assertThat(fields.get("external_dependencies"))
        .isEqualTo(Map.of("python", List.of("zeep"), "bin", List.of("wkhtmltopdf")));
    assertThat(fields.get("installable")).isEqualTo(true);
    assertThat(fields.get("price")).isEqualTo(new BigDecimal("9.50"));
    assertThat(fields.get("sequence")).isEqualTo(new BigDecimal("-10"));
    assertThat(fields.get("website")).isEqualTo(Optional.empty());
    assertThat(fields.get("countries")).isEqualTo(List.of("de", "at"));
    assertThat(fields.get("author")).isEqualTo("Harbor");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'a\\tb'|a\tb",
        "r'a\\tb'|a\\tb",
        "u'\\u00e9\\x41\\U0001F600'|éA😀",
        "'\\d'|\\d",
        "'it\\'s'|it's",
        "\"\"\"a\"b\"\"\"|a\"b"
      })
  void readsStringsAsPythonDoes(String text, String expected) throws PythonFault {
    assertThat(PythonLiteral.read(text)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'a': open('x')}|1:7|`open` is no literal; nothing of a manifest is executed",
        "{'a': 'b' + 'c'}|1:11|a comma or `}` is missing here",
        "{'a': f'{x}'}|1:7|a formatted string is no literal; nothing of a manifest is executed",
        "{'a': 'b|1:7|this string has no end",
        "{'a': 1} x|1:10|the literal is followed by something else",
        "{'a': 1, 'b'}|1:13|some entries of this dictionary have no value",
        "[1 2]|1:4|a comma or `]` is missing here",
        "'\\x4'|1:4|an escape needs 2 hexadecimal digits",
        "'\\UFFFFFFFF'|1:4|this escape stands for no character",
        "{|1:2|it ends too early",
        "''''|1:1|this string has no end",
        "@|1:1|`@` begins no literal"
      })
  void saysWhatIsNoLiteralAndWhere(String text, String place, String why) {
    assertThatThrownBy(() -> PythonLiteral.read(text))
        .isInstanceOfSatisfying(
            PythonFault.class,
            fault -> {
              assertThat(fault.line() + ":" + fault.column()).isEqualTo(place);
              assertThat(fault).hasMessage(why);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "# nothing\n"})
  void nothingIsNoLiteral(String text) {
    assertThatThrownBy(() -> PythonLiteral.read(text)).hasMessage("it ends too early");
  }

  @Test
  void depthIsLimited() {
    assertThatThrownBy(() -> PythonLiteral.read("[".repeat(100_000)))
        .hasMessage("it is nested deeper than 100 levels");
  }

  @Test
  void anyTextIsReadOrRefused() {
    String pieces = "{}[](),:'\"\\#\n tTrueNone1.e-_rfu";
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        text.append(pieces.charAt(random.nextInt(pieces.length())));
      }
      try {
        assertThat(PythonLiteral.read(text.toString())).isNotNull();
      } catch (PythonFault fault) {
        assertThat(fault.line()).isPositive();
        assertThat(fault.column()).as(text.toString()).isPositive();
      }
    }
  }
}
