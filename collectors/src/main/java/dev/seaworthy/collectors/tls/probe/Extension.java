package dev.seaworthy.collectors.tls.probe;

/** Numbers of the extensions that are asked or answered. */
final class Extension {
  static final int SERVER_NAME = 0;
  static final int STATUS_REQUEST = 5;
  static final int GROUPS = 10;
  static final int POINT_FORMATS = 11;
  static final int SIGNATURES = 13;
  static final int APPLICATIONS = 16;
  static final int ENCRYPT_THEN_MAC = 22;
  static final int MASTER_SECRET = 23;
  static final int SESSION_TICKET = 35;
  static final int EARLY_DATA = 42;
  static final int VERSIONS = 43;
  static final int PSK_MODES = 45;
  static final int KEY_SHARE = 51;
  static final int RENEGOTIATION = 0xff01;

  private Extension() {}
}
