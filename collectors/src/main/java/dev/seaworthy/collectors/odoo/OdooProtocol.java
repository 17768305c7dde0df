package dev.seaworthy.collectors.odoo;

/** The ways that Odoo can be asked from outside. */
public enum OdooProtocol {
  /** {@code /jsonrpc}, by password or API key. */
  JSONRPC,
  /** {@code /xmlrpc/2}, by password or API key. */
  XMLRPC,
  /** {@code /json/2}, by API key; Odoo 19 and later. */
  JSON2
}
