// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.net.URI;

/**
 * One request as it came.
 *
 * @param target the request target, octet for octet
 * @param raw everything that was received for it, from the request line to the end of the body
 * @param connection the number of the connection, from 1
 */
public record ScriptedRequest(
    String method,
    String target,
    ScriptedHeaders headers,
    ScriptedBytes body,
    ScriptedBytes raw,
    int connection) {

  /** The path in one spelling: each segment percent-encoded the way this server writes it. */
  public String path() {
    return ScriptedPaths.canonical(rawPath(target));
  }

  /** The path of an absolute URI or of a target in origin form, still encoded. */
  static String rawPath(String target) {
    String path = target;
    if (target.contains("://")) {
      path = URI.create(target).getRawPath();
    }
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  /** The depth asked for; {@code otherwise} where none or no number was said. */
  int depth(int otherwise) {
    return switch (headers.first("Depth").orElse("")) {
      case "0" -> 0;
      case "1" -> 1;
      case "infinity" -> Integer.MAX_VALUE;
      default -> otherwise;
    };
  }
}
