package dev.seaworthy.collectors.load;

/** A form of results. */
enum LoadForm {
  K6_POINTS("points of k6", "run it again with `k6 run --out json=FILE`"),
  K6_SUMMARY("summary of k6", "run it again with `k6 run --out json=FILE`"),
  LOCUST_JSON("JSON of Locust", "run it again with `locust --headless --json`"),
  LOCUST_CSV("CSV of Locust", "run it again with `locust --headless --json`"),
  JMETER_CSV("CSV of JMeter", "run it again with `jmeter -n -l FILE.jtl`"),
  JMETER_XML("XML of JMeter", "run it again with `jmeter -n -l FILE.jtl`");

  private final String title;
  private final String again;

  LoadForm(String title, String again) {
    this.title = title;
    this.again = again;
  }

  String title() {
    return title;
  }

  /** How to get results anew. */
  String again() {
    return again;
  }
}
