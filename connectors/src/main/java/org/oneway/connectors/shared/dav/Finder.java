// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.store.StoreException;

/** Finds where a user's collections are, from what the configuration says (RFC 6764 section 6). */
final class Finder {
  private static final Name PRINCIPAL = Name.dav("current-user-principal");
  private static final Name OLD_PRINCIPAL = Name.dav("principal-URL");

  private final DavClient client;
  private final Service service;
  private final Candidates candidates;
  private final CollectionReader collections;
  private final List<String> tried = new ArrayList<>();

  Finder(DavClient client, Service service, Dns dns) {
    this.client = client;
    this.service = service;
    this.candidates = new Candidates(service, dns);
    this.collections = new CollectionReader(service);
  }

  /**
   * Where a user's collections are.
   *
   * @param base an address at the server that has them
   * @param principal who the user is there
   * @param homes what holds the collections; none where the address names one of them
   * @param only the collection that the address names, if it does
   * @param compliance the words of the {@code DAV} header
   */
  record Found(
      URI base,
      Optional<Href> principal,
      List<Href> homes,
      Optional<Href> only,
      Optional<String> compliance) {
    Found {
      homes = List.copyOf(homes);
    }
  }

  /** Looks at each place where the service may be until it is found. */
  Found find() throws StoreException {
    Optional<StoreException> unreachable = Optional.empty();
    for (URI address : candidates.of(client.settings())) {
      client.meant(address);
      try {
        Optional<Found> found = at(address);
        if (found.isPresent()) {
          return found.get();
        }
      } catch (StoreException.Unavailable e) {
        unreachable = unreachable.or(() -> Optional.of(e));
        tried.add(Href.of(address) + " at " + address.getHost() + " (" + shortly(e) + ")");
      }
    }
    if (unreachable.isPresent()) {
      throw unreachable.get();
    }
    throw new StoreException.NoService(
        "Cannot find a %s service at %s (store \"%s\").\nTried %s."
            .formatted(
                service.title(),
                client.settings().address(),
                client.settings().store(),
                String.join(" and ", tried)),
        "Let me search from your address:  oneway discover --email NAME@DOMAIN");
  }

  private static String shortly(StoreException e) {
    return String.valueOf(e.getMessage());
  }

  /** What one resource says of itself. */
  private record Said(URI uri, Optional<Multistatus.Member> member, Optional<String> compliance) {}

  private Optional<Found> at(URI address) throws StoreException {
    Said said = ask(address);
    if (said.member().isEmpty()) {
      return Optional.empty();
    }
    client.meant(said.uri());
    Multistatus.Member member = said.member().get();
    Optional<Href> self =
        Href.of(member.href(), said.uri()).or(() -> Optional.of(Href.of(said.uri())));
    Optional<URI> principal = principal(said);
    Optional<Href> here = principal.flatMap(uri -> Href.of(uri.toString(), said.uri()));
    if (collections.isOurs(member)) {
      return Optional.of(
          new Found(said.uri(), here, List.of(), self.map(Href::asCollection), said.compliance()));
    }
    Optional<Found> direct = homes(said, here, said.compliance());
    if (direct.isPresent()) {
      return direct;
    }
    if (principal.isPresent() && !here.equals(self)) {
      checkMayLeadTo(said.uri(), principal.get());
      Said there = ask(principal.get());
      if (there.member().isPresent()) {
        Optional<Found> found =
            homes(
                there, Optional.of(Href.of(there.uri())), said.compliance().or(there::compliance));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    // Some servers have collections and nobody who owns them.
    if (self.isPresent() && holdsCollections(said.uri())) {
      return Optional.of(
          new Found(said.uri(), here, List.of(self.get()), Optional.empty(), said.compliance()));
    }
    tried.add(Href.of(said.uri()) + " (a WebDAV server without " + service.title() + ")");
    return Optional.empty();
  }

  private Said ask(URI address) throws StoreException {
    // No more than is needed: DAViCal fails at its root when it is asked for a token there.
    List<Name> wanted =
        List.of(CollectionReader.RESOURCE_TYPE, PRINCIPAL, OLD_PRINCIPAL, service.homeSet());
    XmlBody body = new XmlBody(Name.dav("propfind")).asking(wanted);
    return client.send(
        DavRequest.asking("PROPFIND", address, "0", body),
        (reply, in) -> {
          if (reply.status() == 403) {
            throw client.failures().forbidden(reply, Problem.read(reply, in));
          }
          if (reply.status() != 207) {
            tried.add(Href.of(address) + " (" + inAWord(reply, in) + ")");
            return new Said(reply.uri(), Optional.empty(), Optional.empty());
          }
          List<Multistatus.Member> members =
              Multistatus.read(in, client.settings().answerLimit()).members();
          return new Said(reply.uri(), members.stream().findFirst(), reply.header().apply("DAV"));
        });
  }

  private static String inAWord(Reply reply, java.io.InputStream in) throws IOException {
    String type = reply.header().apply("Content-Type").orElse("");
    if (!type.startsWith("text/html") || reply.status() / 100 != 2) {
      return String.valueOf(reply.status());
    }
    String page = new String(in.readNBytes(8 << 10), java.nio.charset.StandardCharsets.UTF_8);
    java.util.regex.Matcher title =
        java.util.regex.Pattern.compile("(?is)<title[^>]*>([^<]{1,60})").matcher(page);
    String named = title.find() ? ": \"" + Problem.onOneLine(title.group(1)) + "\"" : "";
    return reply.status() + ", an HTML page" + named;
  }

  private static Optional<URI> principal(Said said) {
    Multistatus.Member member = said.member().orElseThrow();
    return member
        .property(PRINCIPAL)
        .flatMap(Element::href)
        .or(() -> member.property(OLD_PRINCIPAL).flatMap(Element::href))
        .flatMap(href -> Href.resolve(href, said.uri()));
  }

  /** All home sets at one server: the first one's. */
  private Optional<Found> homes(Said said, Optional<Href> principal, Optional<String> compliance)
      throws StoreException {
    Optional<Element> set = said.member().flatMap(member -> member.property(service.homeSet()));
    Set<Href> homes = new LinkedHashSet<>();
    Optional<URI> base = Optional.empty();
    for (Element href : set.map(s -> s.all(Name.dav("href"))).orElse(List.of())) {
      Optional<URI> home = href.words().flatMap(text -> Href.resolve(text, said.uri()));
      if (home.isEmpty()) {
        continue;
      }
      if (base.isEmpty()) {
        checkMayLeadTo(said.uri(), home.get());
        base = home;
        client.meant(home.get());
      }
      if (Href.isSameOrigin(base.get(), home.get())) {
        homes.add(Href.of(home.get()).asCollection());
      }
    }
    return base.map(
        uri -> new Found(uri, principal, List.copyOf(homes), Optional.empty(), compliance));
  }

  /** An address in an answer leads no further than a redirect does. */
  private void checkMayLeadTo(URI from, URI to) throws StoreException {
    if (!client.settings().redirects().allows(from, to)) {
      throw client
          .failures()
          .redirect(DavRequest.of("PROPFIND", from), to, "that is another server");
    }
  }

  private boolean holdsCollections(URI uri) throws StoreException {
    XmlBody body =
        new XmlBody(Name.dav("propfind")).asking(List.of(CollectionReader.RESOURCE_TYPE));
    return client.send(
        DavRequest.asking("PROPFIND", uri, "1", body),
        (reply, in) ->
            reply.status() == 207
                && Multistatus.read(in, client.settings().answerLimit()).members().stream()
                    .anyMatch(collections::isOurs));
  }
}
