// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Paths in the one spelling under which the server keeps them: RFC 3986 2.3 stays, all else %XX.
 */
final class ScriptedPaths {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private ScriptedPaths() {}

  /** One segment, from the name that a person reads. */
  static String encode(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      if (octet > 0 && PLAIN.indexOf(octet) >= 0) {
        encoded.append((char) octet);
      } else {
        encoded.append(String.format("%%%02X", octet & 0xff));
      }
    }
    return encoded.toString();
  }

  /** The name that a segment encodes. */
  static String decode(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * The same path in this server's spelling.
   *
   * @throws IllegalArgumentException where an escape is none
   */
  static String canonical(String path) {
    String[] segments = path.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      segments[i] = encode(decode(segments[i]));
    }
    return String.join("/", segments);
  }

  static String asFolder(String path) {
    return path.endsWith("/") ? path : path + "/";
  }

  /** The folder that holds this path, with a slash at its end; the root holds itself. */
  static String parent(String path) {
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return plain.substring(0, plain.lastIndexOf('/') + 1).isEmpty()
        ? "/"
        : plain.substring(0, plain.lastIndexOf('/') + 1);
  }

  /** The last segment, decoded. */
  static String name(String path) {
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return decode(plain.substring(plain.lastIndexOf('/') + 1));
  }
}
