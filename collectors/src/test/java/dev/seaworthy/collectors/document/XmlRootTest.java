package dev.seaworthy.collectors.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlRootTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<odoo>",
        "<odoo noupdate=\"1\">",
        "<odoo/>",
        "\n <?xml version=\"1.0\"?>\n<!-- <data> -->\r\n\t<!----><odoo\n",
      })
  void isTheFirstElementThatIsNoRemark(String head) {
    assertThat(XmlRoot.of(head)).isEqualTo("odoo");
  }

  @Test
  void keepsItsPrefix() {
    assertThat(XmlRoot.of("<md:EntityDescriptor entityID=\"x\">")).isEqualTo("md:EntityDescriptor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id,name",
        "text <odoo>",
        "<odoo",
        "<",
        "<!-- <odoo>",
        "<?xml",
        "<!--> <odoo>"
      })
  void isNotToldByWhatIsNoXmlOrBreaksOff(String head) {
    assertThat(XmlRoot.of(head)).isEmpty();
  }

  @Test
  void isFoundBehindAnyNumberOfRemarks() {
    assertThat(XmlRoot.of("<!---->".repeat(100_000) + "<odoo>")).isEqualTo("odoo");
    assertThat(XmlRoot.of("<?>".repeat(100_000) + "<odoo>")).isEqualTo("odoo");
    assertThat(XmlRoot.of("<!-- -->".repeat(100_000) + "x")).isEmpty();
  }
}
