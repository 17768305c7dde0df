package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RbacRequestTest {
  @ParameterizedTest(name = "a rule for {0} {1} {2} named {3} allows {4} {5} {6}/{7} {8}: {9}")
  @CsvSource({
    "get,  '',   pods,       '',  get,    '',   pods, '',     x,  true",
    "get,  '',   pods,       '',  list,   '',   pods, '',     '', false",
    "'*',  '',   pods,       '',  list,   '',   pods, '',     '', true",
    "get,  apps, pods,       '',  get,    '',   pods, '',     x,  false",
    "get,  '*',  pods,       '',  get,    apps, pods, '',     x,  true",
    "get,  '',   pods,       '',  get,    '',   pods, log,    x,  false",
    "get,  '',   pods/log,   '',  get,    '',   pods, log,    x,  true",
    "get,  '',   pods/log,   '',  get,    '',   pods, '',     x,  false",
    "get,  '',   '*',        '',  get,    '',   pods, log,    x,  true",
    "get,  '',   pods/*,     '',  get,    '',   pods, log,    x,  false",
    "get,  '',   pods/*,     '',  get,    '',   pods, '*',    x,  true",
    "get,  apps, '*/scale',  '',  get,    apps, sets, scale,  x,  true",
    "get,  apps, '*/scale',  '',  get,    apps, sets, status, x,  false",
    "get,  apps, '*/scale',  '',  get,    apps, sets, '',     x,  false",
    "get,  '',   pods,       db,  get,    '',   pods, '',     db, true",
    "get,  '',   pods,       db,  get,    '',   pods, '',     x,  false",
    "list, '',   pods,       db,  list,   '',   pods, '',     '', false",
    "get,  '',   pods,       '*', get,    '',   pods, '',     x,  false",
    "get,  '',   pods,       '',  '*',    '',   pods, '',     x,  false",
  })
  void resources(
      String verbs,
      String group,
      String resource,
      String name,
      String verb,
      String askedGroup,
      String asked,
      String subresource,
      String askedName,
      boolean allowed) {
    List<String> names = name.isEmpty() ? List.of() : List.of(name);
    RbacRule rule =
        new RbacRule(
            "r", List.of(verbs), List.of(group), List.of(resource), names, List.of(), null);
    assertThat(
            new RbacRequest.Resource(verb, askedGroup, asked, subresource, askedName, "ns")
                .isAllowedBy(rule))
        .isEqualTo(allowed);
  }

  @ParameterizedTest(name = "{0} covers {1}: {2}")
  @CsvSource({
    "/metrics,    /metrics,       true",
    "/metrics,    /metrics/slis,  false",
    "/metrics/*,  /metrics/slis,  true",
    "/metrics/*,  /metrics,       false",
    "/metrics*,   /metrics-x,     true",
    "/metrics**,  /metrics/slis,  true",
    "/*/slis,     /metrics/slis,  false",
    "'*',         /anything,      true",
  })
  void urls(String pattern, String path, boolean allowed) {
    RbacRule rule = RbacRule.builtInUrls("r", "get", pattern);
    assertThat(new RbacRequest.Url("get", path).isAllowedBy(rule)).isEqualTo(allowed);
    assertThat(new RbacRequest.Url("post", path).isAllowedBy(rule)).isFalse();
  }
}
