// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Content;

/**
 * A request.
 *
 * @param method its verb
 * @param headers beside those that every request has
 * @param body what it carries; may be sent more than once
 */
public record DavRequest(String method, URI uri, Map<String, String> headers, Optional<Body> body) {
  /** The verbs that change nothing. */
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT");

  private static final String XML = "application/xml; charset=utf-8";

  public DavRequest {
    headers = Map.copyOf(headers);
  }

  /**
   * What a request carries.
   *
   * @param length in bytes; negative where it is not known
   */
  public record Body(String type, long length, Content content) {
    /** These bytes. */
    public static Body of(String type, byte[] bytes) {
      return new Body(type, bytes.length, () -> new java.io.ByteArrayInputStream(bytes));
    }
  }

  /** A request that carries nothing. */
  public static DavRequest of(String method, URI uri) {
    return new DavRequest(method, uri, Map.of(), Optional.empty());
  }

  /** A question in XML about a resource and so much of what is below it. */
  public static DavRequest asking(String method, URI uri, String depth, XmlBody body) {
    return of(method, uri).with("Depth", depth).carrying(Body.of(XML, body.bytes()));
  }

  /** The same with a header. A value never holds a line break. */
  public DavRequest with(String header, String value) {
    if (value.chars().anyMatch(c -> c < 0x20 || c > 0x7E)) {
      throw new IllegalArgumentException("no value for a header: " + header);
    }
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new DavRequest(method, uri, more, body);
  }

  /** The same with a body. */
  public DavRequest carrying(Body carried) {
    return new DavRequest(method, uri, headers, Optional.of(carried));
  }

  /** The same to another address. */
  DavRequest at(URI other) {
    return new DavRequest(method, other, headers, body);
  }

  /** Whether it changes nothing at the server. */
  public boolean onlyReads() {
    return READING.contains(method);
  }
}
