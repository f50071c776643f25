// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.namespace.QName;

/**
 * One reply.
 *
 * @param listing the entries from which the body was written, where it is a multistatus
 */
public record ScriptedReply(
    int status,
    ScriptedHeaders headers,
    ScriptedBytes body,
    Optional<ScriptedListing> listing,
    ScriptedSending sending) {

  /** Without a body; {@code headers} are name, value, name, value … */
  public static ScriptedReply of(int status, String... headers) {
    return new ScriptedReply(
        status,
        ScriptedHeaders.of(headers),
        ScriptedBytes.NONE,
        Optional.empty(),
        ScriptedSending.WELL);
  }

  public static ScriptedReply of(int status, String contentType, ScriptedBytes body) {
    return of(status, "Content-Type", contentType).body(body);
  }

  /** An XML body, taken as it is. */
  public static ScriptedReply xml(int status, String body) {
    return of(status, "application/xml; charset=utf-8", ScriptedBytes.of(body));
  }

  /** A DAV:error with these preconditions (RFC 4918 16). */
  public static ScriptedReply error(int status, QName... preconditions) {
    StringBuilder inner = new StringBuilder();
    for (QName precondition : preconditions) {
      inner.append(ScriptedXml.element(precondition, ""));
    }
    return error(status, inner.toString());
  }

  /** A DAV:error with this content. */
  public static ScriptedReply error(int status, String inner) {
    return xml(status, ScriptedXml.document(ScriptedNames.dav("error"), inner));
  }

  static ScriptedReply multistatus(ScriptedListing listing) {
    ScriptedReply plain = xml(207, listing.xml());
    return new ScriptedReply(
        207, plain.headers, plain.body, Optional.of(listing), ScriptedSending.WELL);
  }

  /** A page for people, as a proxy or a captive portal gives it, with status 200. */
  public static ScriptedReply page(String text) {
    String html = "<!doctype html>\n<html><body><p>" + text + "</body></html>\n";
    return of(200, "text/html; charset=utf-8", ScriptedBytes.of(html));
  }

  /** The same with another body; it is no longer written from entries. */
  public ScriptedReply body(ScriptedBytes other) {
    return new ScriptedReply(status, headers, other, Optional.empty(), sending);
  }

  /**
   * The same with other entries.
   *
   * @throws AssertionError where this is no multistatus
   */
  public ScriptedReply relisted(Consumer<List<ScriptedEntry>> change) {
    ScriptedListing changed =
        listing.orElseThrow(() -> new AssertionError("no multistatus: " + status)).with(change);
    return new ScriptedReply(
        status, headers, ScriptedBytes.of(changed.xml()), Optional.of(changed), sending);
  }

  public ScriptedReply status(int other) {
    return new ScriptedReply(other, headers, body, listing, sending);
  }

  /** In place of a header of this name. */
  public ScriptedReply with(String name, String value) {
    return headers(headers.with(name, value));
  }

  public ScriptedReply without(String name) {
    return headers(headers.without(name));
  }

  ScriptedReply headers(ScriptedHeaders other) {
    return new ScriptedReply(status, other, body, listing, sending);
  }

  /** The same, sent in another way. */
  public ScriptedReply sent(ScriptedSending other) {
    return new ScriptedReply(status, headers, body, listing, other);
  }
}
