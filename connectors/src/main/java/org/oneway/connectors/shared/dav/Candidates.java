// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.store.StoreException;

/** Where a service may be, by what the user wrote (RFC 6764 section 6). */
final class Candidates {
  private final Service service;
  private final Dns dns;

  Candidates(Service service, Dns dns) {
    this.service = service;
    this.dns = dns;
  }

  /** The addresses to try, in their order; the first that knows the service is it. */
  List<URI> of(DavSettings settings) throws StoreException {
    String written = settings.address();
    Optional<URI> address = written.contains("://") ? parsed(written) : Optional.empty();
    if (written.contains("://")) {
      return address
          .filter(uri -> uri.getHost() != null && uri.getRawUserInfo() == null)
          .filter(uri -> List.of("http", "https").contains(uri.getScheme()))
          .map(this::ofUrl)
          .orElseThrow(() -> notAnAddress(settings));
    }
    String domain = written.substring(written.lastIndexOf('@') + 1);
    if (!domain.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\\d{1,5})?")) {
      throw notAnAddress(settings);
    }
    return ofDomain(domain);
  }

  private static StoreException notAnAddress(DavSettings settings) {
    return new StoreException.InputRefused(
        "\"url\" of store \"%s\" is neither a URL nor a host nor an e-mail address: %s"
            .formatted(settings.store(), settings.address().replaceAll("//[^/@]*@", "//***@")),
        "Write it as  https://host/  without name and password, which belong into \"auth\"");
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private List<URI> ofUrl(URI url) {
    String path = Optional.ofNullable(url.getRawPath()).orElse("");
    Set<URI> all = new LinkedHashSet<>();
    if (!path.isEmpty() && !path.equals("/")) {
      all.add(Href.of(url).at(url));
    }
    all.add(wellKnown(url));
    all.add(new Href("/").at(url));
    return List.copyOf(all);
  }

  private URI wellKnown(URI server) {
    return new Href("/.well-known/" + service.wellKnown()).at(server);
  }

  private List<URI> ofDomain(String domain) {
    Set<URI> all = new LinkedHashSet<>();
    String name = "_" + service.wellKnown() + "s._tcp." + domain;
    Optional<String> path = dns.path(name);
    for (Dns.Place place : dns.places(name)) {
      String port = place.port() == 443 ? "" : ":" + place.port();
      URI server = URI.create("https://" + place.host() + port + "/");
      path.flatMap(p -> Href.resolve(p, server)).ifPresent(all::add);
      all.addAll(ofUrl(server));
    }
    all.addAll(ofUrl(URI.create("https://" + domain + "/")));
    return List.copyOf(all);
  }
}
