package dev.seaworthy.collectors.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XmlRpcValuesTest {
  private static final String ANSWER =
      """
      <?xml version='1.0'?>
      <methodResponse>
      <params>
      <param>
      <value>%s</value>
      </param>
      </params>
      </methodResponse>
      """;

  @Test
  void callsAreWrittenWithTheirTypesAndEscapes() {
    assertThat(XmlRpcValues.call("execute_kw", List.of("a<b&c", 7L, true, Map.of("x", List.of()))))
        .isEqualTo(
            "<?xml version=\"1.0\"?><methodCall><methodName>execute_kw</methodName><params>"
                + "<param><value><string>a&lt;b&amp;c</string></value></param>"
                + "<param><value><int>7</int></value></param>"
                + "<param><value><boolean>1</boolean></value></param>"
                + "<param><value><struct><member><name>x</name><value><array><data></data></array>"
                + "</value></member></struct></value></param></params></methodCall>");
  }

  @Test
  void answersAreReadWithTheirTypes() throws Exception {
    String value =
        """
        <array><data>
        <value><struct>
        <member>
        <name>id</name>
        <value><int>7</int></value>
        </member>
        <member>
        <name>model_id</name>
        <value><array><data>
        <value><int>1</int></value>
        <value><string>A &amp; B</string></value>
        </data></array></value>
        </member>
        <member>
        <name>group_id</name>
        <value><boolean>0</boolean></value>
        </member>
        <member>
        <name>none</name>
        <value><nil/></value></member>
        <member><name>bare</name><value>text</value></member></struct></value>
        <value><double>1.5</double></value>
        </data></array>\
        """;
    assertThat(read(value).value().toString())
        .isEqualTo(
            "[{\"id\":7,\"model_id\":[1,\"A & B\"],\"group_id\":false,\"none\":null,"
                + "\"bare\":\"text\"},1.5]");
  }

  @Test
  void faultsAreToldFromResults() throws Exception {
    byte[] fault =
        "<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>3</int></value></member></struct></value></fault></methodResponse>"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(XmlRpcValues.read(fault).isFault()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html/>",
        "<methodResponse/>",
        "<methodResponse><params/></methodResponse>",
        "<methodResponse><params><param><value><int>x</int></value></param></params></methodResponse>",
        "<methodResponse><params><param><value><int>1</int>",
        "<methodResponse><params><param><value><struct><member><name>a</name><value/></member>"
            + "<member><name>a</name><value/></member></struct></value></param></params></methodResponse>"
      })
  void whatIsNoAnswerIsRefused(String text) {
    assertThatThrownBy(() -> XmlRpcValues.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(XmlRpcValues.OddAnswerException.class);
  }

  /** Ten entities, each ten of the one before: a gigabyte, if anybody looked. */
  @Test
  @Timeout(20)
  void entitiesAreNeverLookedAt() {
    StringBuilder text = new StringBuilder("<!DOCTYPE b [<!ENTITY e0 'x'>");
    for (int i = 1; i < 10; i++) {
      text.append("<!ENTITY e%d '%s'>".formatted(i, ("&e" + (i - 1) + ";").repeat(10)));
    }
    text.append("<!ENTITY file SYSTEM 'file:///etc/hostname'>]>");
    for (String entity : List.of("&e9;", "&file;")) {
      String answer =
          text
              + "<methodResponse><params><param><value><string>%s</string></value></param></params></methodResponse>"
                  .formatted(entity);
      String read;
      try {
        read = XmlRpcValues.read(answer.getBytes(StandardCharsets.UTF_8)).value().asText();
      } catch (XmlRpcValues.OddAnswerException e) {
        read = "";
      }
      assertThat(read).isEmpty();
    }
  }

  @Test
  void nestingIsLimited() {
    String deep = "<array><data><value>".repeat(50_000);
    assertThatThrownBy(() -> read(deep)).hasMessageContaining("nested too deep");
  }

  private static XmlRpcValues.Answer read(String value) throws Exception {
    return XmlRpcValues.read(ANSWER.formatted(value).getBytes(StandardCharsets.UTF_8));
  }
}
