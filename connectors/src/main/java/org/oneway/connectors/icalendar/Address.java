// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.oneway.connectors.shared.dav.DavSettings;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.engine.store.StoreException;

/**
 * Where a calendar is. The whole address may be a secret; only what {@link #words} says is shown.
 *
 * @param candidates what it may mean, the best first; at least one
 */
record Address(DavSettings settings, List<URI> candidates) {
  private static final int SHORT = 16;

  Address {
    candidates = List.copyOf(candidates);
  }

  /** What {@code url} of the settings means. */
  static Address of(DavSettings settings) throws StoreException {
    URI written =
        parsed(settings.address())
            .filter(uri -> uri.getHost() != null && uri.getRawUserInfo() == null)
            .orElseThrow(() -> refused(settings));
    String scheme = written.getScheme().toLowerCase(Locale.ROOT);
    List<URI> candidates = new ArrayList<>();
    switch (scheme) {
      case "http", "https" -> candidates.add(written);
      case "webcals" -> candidates.add(with("https", written));
      case "webcal" -> {
        candidates.add(with("https", written));
        // The scheme does not say whether it is encrypted, so that nobody is led to listen in.
        Optional.of(with("http", written)).filter(settings::isSafe).ifPresent(candidates::add);
      }
      default -> throw refused(settings);
    }
    return new Address(settings, candidates);
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(new URI(text.contains("://") ? text : "https://" + text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static URI with(String scheme, URI uri) {
    String text = uri.toString();
    return URI.create(scheme + text.substring(text.indexOf(':')));
  }

  private static StoreException refused(DavSettings settings) {
    return new StoreException.InputRefused(
        "\"url\" of store \"%s\" is no address of a calendar".formatted(settings.store()),
        "Write it as  https://host/calendar.ics  or as the  webcal://  address that the calendar's"
            + " owner gave, without name and password, which belong into \"auth\"");
  }

  /** What messages call it. */
  String words() {
    URI shown = settings.shown(candidates.get(0));
    return shown.getRawAuthority() + shown.getRawPath();
  }

  /** What its folder and its lines are called. */
  String host() {
    return candidates.get(0).getHost();
  }

  /** Tells it from other addresses, and tells nothing of it. */
  String mark() {
    return Hashes.of(candidates.get(0).toString()).substring(0, SHORT);
  }
}
