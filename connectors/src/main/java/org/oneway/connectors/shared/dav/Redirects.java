// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a redirect may lead: to the same server, to its TLS port, or to a host that the
 * configuration names. What is secret goes nowhere else.
 *
 * @param hosts names, or {@code *.example.org} for all below
 */
record Redirects(List<String> hosts) {
  /** How many in a row are followed. */
  static final int MOST = 5;

  Redirects {
    hosts = List.copyOf(hosts);
  }

  /** Whether a request to one address may be sent to another instead. */
  boolean allows(URI from, URI to) {
    if (to.getHost() == null || !isHttp(to) || (isSecure(from) && !isSecure(to))) {
      return false;
    }
    if (Href.isSameOrigin(from, to)) {
      return true;
    }
    boolean isSameHost = from.getHost().equalsIgnoreCase(to.getHost());
    boolean isUpgrade = !isSecure(from) && isSecure(to) && isUsualPort(from) && isUsualPort(to);
    return (isSameHost && isUpgrade) || isNamed(to.getHost());
  }

  private boolean isNamed(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return hosts.stream()
        .map(known -> known.toLowerCase(Locale.ROOT))
        .anyMatch(
            known ->
                known.startsWith("*.") ? name.endsWith(known.substring(1)) : name.equals(known));
  }

  private static boolean isHttp(URI uri) {
    return isSecure(uri) || "http".equalsIgnoreCase(uri.getScheme());
  }

  static boolean isSecure(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isUsualPort(URI uri) {
    return uri.getPort() < 0 || uri.getPort() == (isSecure(uri) ? 443 : 80);
  }

  /** Where an answer sends us; empty where it is no redirect, or one to nowhere. */
  static Optional<URI> target(URI asked, int status, Optional<String> location) {
    boolean isRedirect =
        status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    return isRedirect
        ? location.flatMap(text -> Href.resolve(text, asked)).filter(to -> to.getHost() != null)
        : Optional.empty();
  }
}
